namespace Infohub.Library.Files.Inspection.Texts;

/// <summary>Pages and other markup that run a script when they are opened.</summary>
internal static class Markup
{
    private const int RootWithin = 2048;

    private static readonly string[] PageEndings = [".html", ".htm", ".xhtml", ".xht", ".shtml", ".svg", ".svgz", ".mht", ".mhtml", ".xsl", ".xslt"];

    // elements that a browser, the script host or MSXML reads as a document with scripts
    private static readonly byte[][] Roots =
    [
        [.. "<!doctype html"u8], [.. "<html"u8], [.. "<head"u8], [.. "<body"u8], [.. "<svg"u8], [.. "<script"u8], [.. "<hta:"u8], [.. "<job"u8],
        [.. "<package"u8], [.. "<scriptlet"u8], [.. "<component"u8], [.. "<?wsf"u8], [.. "<xsl:stylesheet"u8], [.. "<stylesheet"u8], [.. "<title"u8], [.. "<meta"u8],
    ];

    private static readonly byte[][] Handlers =
    [
        [.. "onload="u8], [.. "onerror="u8], [.. "onclick="u8], [.. "onmouseover="u8], [.. "onfocus="u8], [.. "onbegin="u8], [.. "onpageshow="u8], [.. "ontoggle="u8],
        [.. "onanimationstart="u8], [.. "javascript:"u8], [.. "srcdoc="u8],
    ];

    public static Reason? IsActive(ReadOnlySpan<byte> text, string name, PieceKind kind)
    {
        if (text.IsEmpty || (text[0] != '<' && !IsPage(name)))
        {
            return null;
        }

        if (Has(text, "<?mso-application"u8) && (Has(text, "macrosPresent=\"yes\""u8) || Has(text, "editdata.mso"u8) || Has(text, "vbaProject"u8)))
        {
            return Reason.Macros;
        }

        if (!IsPage(name) && !HasRoot(text))
        {
            return null;
        }

        return Has(text, "<script"u8) || Has(text, ":script"u8) || Has(text, "<hta:application"u8) || (kind == PieceKind.File && HasHandler(text))
            ? Reason.ActivePage
            : null;
    }

    private static bool IsPage(string name) => Array.Exists(PageEndings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static bool HasRoot(ReadOnlySpan<byte> text)
    {
        var start = text[..Math.Min(text.Length, RootWithin)];
        foreach (var root in Roots)
        {
            if (Has(start, root))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasHandler(ReadOnlySpan<byte> text)
    {
        foreach (var handler in Handlers)
        {
            if (Has(text, handler))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => TextForm.IndexOfIgnoreCase(text, word) >= 0;
}
