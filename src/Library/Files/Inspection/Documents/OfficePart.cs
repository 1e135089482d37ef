using Infohub.Library.Files.Inspection.Texts;

namespace Infohub.Library.Files.Inspection.Documents;

/// <summary>The parts of an Office document (ECMA-376, OpenDocument) that make it act.</summary>
internal static class OfficePart
{
    public static SampleVerdict? Look(Piece part, string name)
    {
        var lower = name.ToLowerInvariant();
        if (lower.EndsWith("vbaproject.bin", StringComparison.Ordinal) || lower.Contains("macrosheets/", StringComparison.Ordinal) || IsOpenDocumentMacro(lower))
        {
            return SampleVerdict.Refuse(Reason.Macros, part);
        }

        if (lower.EndsWith("[content_types].xml", StringComparison.Ordinal) && Has(part, "macroEnabled"u8, "vbaProject"u8, "macrosheet"u8))
        {
            return SampleVerdict.Refuse(Reason.Macros, part);
        }

        if (lower.EndsWith(".rels", StringComparison.Ordinal) && Has(part, "vbaProject"u8, "xlMacrosheet"u8, "xlIntlMacrosheet"u8))
        {
            return SampleVerdict.Refuse(Reason.Macros, part);
        }

        return lower.EndsWith(".rels", StringComparison.Ordinal) && Has(part, "External"u8) && Has(part, "/attachedTemplate"u8, "/oleObject"u8, "/frame"u8, "/subDocument"u8)
            ? SampleVerdict.Refuse(Reason.RemoteTemplate, part)
            : null;
    }

    // OpenDocument 1.3 part 2 §3: Basic libraries and scripts are folders of the package
    private static bool IsOpenDocumentMacro(string name) => (name.StartsWith("basic/", StringComparison.Ordinal) || name.StartsWith("scripts/", StringComparison.Ordinal)) && !name.EndsWith('/');

    private static bool Has(Piece part, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b = default, ReadOnlySpan<byte> c = default, ReadOnlySpan<byte> d = default)
    {
        var text = TextForm.Narrow(part.Content).Span;
        return Contains(text, a) || Contains(text, b) || Contains(text, c) || Contains(text, d);
    }

    private static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => !word.IsEmpty && TextForm.IndexOfIgnoreCase(text, word) >= 0;
}
