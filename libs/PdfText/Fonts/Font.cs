using System.Text;
using Infohub.PdfText.Objects;

namespace Infohub.PdfText.Fonts;

/// <summary>What a font's codes say, and how wide they are.</summary>
internal sealed class Font
{
    private const double Missing = 0.5;
    private const int MostWidths = 70_000;

    private readonly ToUnicode? table;
    private readonly bool isComposite;
    private readonly Encoding? native;
    private readonly string?[] letters = new string?[256];
    private readonly Dictionary<uint, double> widths = [];
    private readonly double otherwise;

    public Font(Dictionary of, PdfFile file)
    {
        isComposite = of.GetValueOrDefault("Subtype") is Name { Text: "Type0" };
        if (file.Resolve(of.GetValueOrDefault("ToUnicode")) is Packed packed && Unpacking.Run(packed, file) is { } bytes)
        {
            table = ToUnicode.Read(bytes, file.Budget);
        }

        if (isComposite)
        {
            native = NativeOf((file.Resolve(of.GetValueOrDefault("Encoding")) as Name)?.Text ?? "");
            otherwise = 1;
            if (file.Resolve(of.GetValueOrDefault("DescendantFonts")) is List<object?> { Count: > 0 } below && file.Dictionary(below[0]) is { } descendant)
            {
                otherwise = (file.Number(descendant.GetValueOrDefault("DW")) ?? 1000) / 1000;
                ReadWidths(file.Resolve(descendant.GetValueOrDefault("W")) as List<object?> ?? [], file);
            }
        }
        else
        {
            Simple.Letters(of, file, letters);
            otherwise = Missing;
            var first = (uint)Math.Clamp(file.Number(of.GetValueOrDefault("FirstChar")) ?? 0, 0, 255);
            // Those of a font of pictures are in a measure of its own (§9.6.4).
            var measure = of.GetValueOrDefault("Subtype") is Name { Text: "Type3" } && file.Resolve(of.GetValueOrDefault("FontMatrix")) is List<object?> { Count: 6 } matrix
                ? Math.Abs(file.Number(matrix[0]) ?? 0.001) : 0.001;
            if (file.Resolve(of.GetValueOrDefault("Widths")) is List<object?> each)
            {
                for (var i = 0; i < each.Count && i < 256; i++)
                {
                    widths[first + (uint)i] = file.Number(each[i]) is { } width ? width * measure : Missing;
                }
            }
        }
    }

    /// <summary>Each code of a shown string: what it says, null where it says nothing, its width by the size of the font, and whether it is the one-byte space, which is spaced as a word's end.</summary>
    public IEnumerable<(string? Said, double Width, bool IsSpace)> Read(byte[] text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = table is not null ? table.LengthAt(text.AsSpan(at), isComposite ? 2 : 1) : LengthAt(text, at);
            var code = text.AsSpan(at, length);
            var value = ToUnicode.CodeOf(code);
            var said = table?.Of(code) ?? (isComposite ? Native(code) : length == 1 ? letters[code[0]] : null);
            yield return (said, widths.TryGetValue(value, out var width) ? width : otherwise, length == 1 && value == ' ');
            at += length;
        }
    }

    private int LengthAt(byte[] text, int at)
    {
        var wanted = !isComposite || (native is { IsSingleByte: false } and not UnicodeEncoding && text[at] < 0x81) ? 1 : 2;
        return Math.Min(wanted, text.Length - at);
    }

    private string? Native(ReadOnlySpan<byte> code) => native?.GetString(code) is { } said && !said.Contains('\uFFFD', StringComparison.Ordinal) ? said : null;

    /// <summary>Encodings that are named rather than embedded (§9.7.5.2), as far as the platform has them.</summary>
    private static Encoding? NativeOf(string name) => name switch
    {
        _ when name.Contains("UCS2", StringComparison.Ordinal) || name.Contains("UTF16", StringComparison.Ordinal) => Encoding.BigEndianUnicode,
        _ when name.StartsWith("GB", StringComparison.Ordinal) => CodePage(54936),
        _ when name.Contains("B5", StringComparison.Ordinal) => CodePage(950),
        _ when name.Contains("RKSJ", StringComparison.Ordinal) => CodePage(932),
        _ when name.StartsWith("KSC", StringComparison.Ordinal) => CodePage(949),
        _ => null,
    };

    internal static Encoding? CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number);

    /// <summary>Either <c>first [w1 w2 …]</c> or <c>first last w</c> (§9.7.4.3).</summary>
    private void ReadWidths(List<object?> each, PdfFile file)
    {
        for (var i = 0; i + 1 < each.Count && widths.Count < MostWidths;)
        {
            if (file.Number(each[i]) is not (>= 0 and <= 0xFFFF and { } first))
            {
                break;
            }

            if (file.Resolve(each[i + 1]) is List<object?> list)
            {
                for (var k = 0; k < list.Count && widths.Count < MostWidths; k++)
                {
                    widths[(uint)first + (uint)k] = (file.Number(list[k]) ?? 1000) / 1000;
                }

                i += 2;
            }
            else if (i + 2 < each.Count && file.Number(each[i + 1]) is <= 0xFFFF and { } last && file.Number(each[i + 2]) is { } width)
            {
                for (var code = first; code <= last && widths.Count < MostWidths; code++)
                {
                    widths[(uint)code] = width / 1000;
                }

                i += 3;
            }
            else
            {
                break;
            }
        }
    }
}
