using System.Globalization;

namespace Infohub.PdfText.Fonts;

/// <summary>Names of glyphs and the letters that they are: those of the standard Latin sets (ISO 32000-2 annex D), and names made of numbers (Adobe's glyph list specification, section 2).</summary>
internal static class GlyphNames
{
    private const string Names =
        "space 0020 exclam 0021 quotedbl 0022 numbersign 0023 dollar 0024 percent 0025 ampersand 0026 quotesingle 0027 parenleft 0028 parenright 0029 asterisk 002A plus 002B comma 002C hyphen 002D period 002E slash 002F "
        + "zero 0030 one 0031 two 0032 three 0033 four 0034 five 0035 six 0036 seven 0037 eight 0038 nine 0039 colon 003A semicolon 003B less 003C equal 003D greater 003E question 003F at 0040 bracketleft 005B backslash 005C "
        + "bracketright 005D asciicircum 005E underscore 005F grave 0060 braceleft 007B bar 007C braceright 007D asciitilde 007E exclamdown 00A1 cent 00A2 sterling 00A3 currency 00A4 yen 00A5 brokenbar 00A6 section 00A7 dieresis 00A8 "
        + "copyright 00A9 ordfeminine 00AA guillemotleft 00AB logicalnot 00AC registered 00AE macron 00AF degree 00B0 plusminus 00B1 twosuperior 00B2 threesuperior 00B3 acute 00B4 mu 00B5 paragraph 00B6 periodcentered 00B7 cedilla 00B8 "
        + "onesuperior 00B9 ordmasculine 00BA guillemotright 00BB onequarter 00BC onehalf 00BD threequarters 00BE questiondown 00BF Agrave 00C0 Aacute 00C1 Acircumflex 00C2 Atilde 00C3 Adieresis 00C4 Aring 00C5 AE 00C6 Ccedilla 00C7 "
        + "Egrave 00C8 Eacute 00C9 Ecircumflex 00CA Edieresis 00CB Igrave 00CC Iacute 00CD Icircumflex 00CE Idieresis 00CF Eth 00D0 Ntilde 00D1 Ograve 00D2 Oacute 00D3 Ocircumflex 00D4 Otilde 00D5 Odieresis 00D6 multiply 00D7 "
        + "Oslash 00D8 Ugrave 00D9 Uacute 00DA Ucircumflex 00DB Udieresis 00DC Yacute 00DD Thorn 00DE germandbls 00DF agrave 00E0 aacute 00E1 acircumflex 00E2 atilde 00E3 adieresis 00E4 aring 00E5 ae 00E6 ccedilla 00E7 egrave 00E8 "
        + "eacute 00E9 ecircumflex 00EA edieresis 00EB igrave 00EC iacute 00ED icircumflex 00EE idieresis 00EF eth 00F0 ntilde 00F1 ograve 00F2 oacute 00F3 ocircumflex 00F4 otilde 00F5 odieresis 00F6 divide 00F7 oslash 00F8 ugrave 00F9 "
        + "uacute 00FA ucircumflex 00FB udieresis 00FC yacute 00FD thorn 00FE ydieresis 00FF dotlessi 0131 Lslash 0141 lslash 0142 OE 0152 oe 0153 Scaron 0160 scaron 0161 Ydieresis 0178 Zcaron 017D zcaron 017E florin 0192 circumflex 02C6 "
        + "caron 02C7 breve 02D8 dotaccent 02D9 ring 02DA ogonek 02DB tilde 02DC hungarumlaut 02DD endash 2013 emdash 2014 quoteleft 2018 quoteright 2019 quotesinglbase 201A quotedblleft 201C quotedblright 201D quotedblbase 201E dagger 2020 "
        + "daggerdbl 2021 bullet 2022 ellipsis 2026 perthousand 2030 guilsinglleft 2039 guilsinglright 203A fraction 2044 Euro 20AC trademark 2122 minus 2212 nbspace 00A0 sfthyphen 00AD ff 00660066 fi 00660069 fl 0066006C ffi 006600660069 ffl 00660066006C";

    private static readonly Dictionary<string, string> Known = Read();

    /// <summary>Null for a name that says nothing.</summary>
    public static string? Unicode(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var stem = dot > 0 ? name[..dot] : name;
        return Known.TryGetValue(stem, out var known) ? known
            : stem.Length == 1 && char.IsAsciiLetter(stem[0]) ? stem
            : stem.StartsWith("uni", StringComparison.Ordinal) && stem.Length == 7 && Code(stem[3..]) is { } four ? four
            : stem is ['u', ..] && stem.Length is >= 5 and <= 7 ? Code(stem[1..])
            : null;
    }

    private static string? Code(string digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32(code) : null;

    private static Dictionary<string, string> Read()
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var words = Names.Split(' ');
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            known[words[i]] = string.Concat(words[i + 1].Chunk(4).Select(c => (char)ushort.Parse(c, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
        }

        return known;
    }
}
