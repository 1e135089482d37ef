using System.Buffers;
using System.Globalization;

namespace Infohub.Library.Files.Inspection.Documents;

/// <summary>Names of a PDF, which may write any letter as <c>#4A</c>.</summary>
internal static class PdfName
{
    // longer than any name that matters
    private const int Longest = 24;

    // §7.2.3: white space and delimiters end a name
    private static readonly SearchValues<byte> Ends = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    /// <summary>The name after a slash, its first letters only.</summary>
    public static string Read(ReadOnlySpan<byte> content)
    {
        Span<char> name = stackalloc char[Longest];
        var length = 0;
        for (var at = 0; at < content.Length && length < Longest && !Ends.Contains(content[at]); at++)
        {
            var c = (char)content[at];
            if (c == '#' && at + 2 < content.Length && byte.TryParse(content.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter))
            {
                c = (char)letter;
                at += 2;
            }

            name[length++] = c;
        }

        return new string(name[..length]);
    }

    // Short names (/JS, /AA, /EF) occur by chance in packed bytes; the long one that each of them needs does not.
    public static Reason? ReasonFor(string name) => name switch
    {
        "JavaScript" or "Launch" or "RichMedia" or "Rendition" or "XFA" or "ImportData" or "GoToE" => Reason.ActivePdf,
        "EmbeddedFile" or "EmbeddedFiles" or "FileAttachment" => Reason.PdfAttachment,
        "Encrypt" => Reason.Encrypted,
        _ => null,
    };
}
