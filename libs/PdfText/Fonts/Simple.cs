using System.Text;
using Infohub.PdfText.Objects;

namespace Infohub.PdfText.Fonts;

/// <summary>What the 256 codes of a simple font say (ISO 32000-2 §9.6.5): a base encoding, and what differs from it by the names of glyphs.</summary>
internal static class Simple
{
    // Where Adobe's standard encoding differs from ASCII and has more (annex D.2).
    private const string StandardMore =
        "27 quoteright 60 quoteleft A1 exclamdown A2 cent A3 sterling A4 fraction A5 yen A6 florin A7 section A8 currency A9 quotesingle AA quotedblleft AB guillemotleft AC guilsinglleft AD guilsinglright AE fi AF fl B1 endash B2 dagger "
        + "B3 daggerdbl B4 periodcentered B6 paragraph B7 bullet B8 quotesinglbase B9 quotedblbase BA quotedblright BB guillemotright BC ellipsis BD perthousand BF questiondown C1 grave C2 acute C3 circumflex C4 tilde C5 macron C6 breve "
        + "C7 dotaccent C8 dieresis CA ring CB cedilla CD hungarumlaut CE ogonek CF caron D0 emdash E1 AE E3 ordfeminine E8 Lslash E9 Oslash EA OE EB ordmasculine F1 ae F5 dotlessi F8 lslash F9 oslash FA oe FB germandbls";

    public static void Letters(Dictionary font, PdfFile file, string?[] letters)
    {
        var encoding = file.Resolve(font.GetValueOrDefault("Encoding"));
        var differing = encoding as Dictionary;
        var name = (encoding as Name)?.Text ?? (file.Resolve(differing?.GetValueOrDefault("BaseEncoding")) as Name)?.Text;
        Base(name, letters);
        var code = 0;
        foreach (var one in file.Resolve(differing?.GetValueOrDefault("Differences")) as List<object?> ?? [])
        {
            if (file.Resolve(one) is double number)
            {
                code = (int)Math.Clamp(number, 0, 256);
            }
            else if (file.Resolve(one) is Name glyph && code < 256)
            {
                letters[code++] = GlyphNames.Unicode(glyph.Text);
            }
        }
    }

    private static void Base(string? name, string?[] letters)
    {
        var page = name switch { "MacRomanEncoding" => Font.CodePage(10000), "WinAnsiEncoding" => Font.CodePage(1252), _ => null };
        (letters[9], letters[10], letters[13]) = (" ", " ", " ");
        Span<byte> one = stackalloc byte[1];
        for (var code = 32; code < 256; code++)
        {
            one[0] = (byte)code;
            letters[code] = page is null ? (code < 127 ? ((char)code).ToString() : null) : page.GetString(one);
        }

        if (page is null)
        {
            var words = StandardMore.Split(' ');
            for (var i = 0; i + 1 < words.Length; i += 2)
            {
                letters[Convert.ToByte(words[i], 16)] = GlyphNames.Unicode(words[i + 1]);
            }
        }
    }
}
