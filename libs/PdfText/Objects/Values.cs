namespace Infohub.PdfText.Objects;

/// <summary>A name (ISO 32000-2 §7.3.5).</summary>
internal sealed record Name(string Text);

/// <summary>A reference to an object by its number; of its generations the last in the file counts.</summary>
internal sealed record Reference(int Number);

/// <summary>A word that is no value: an operator of a content stream, or <c>endobj</c>.</summary>
internal sealed record Word(string Text);

/// <summary>A dictionary; a later key wins.</summary>
internal sealed class Dictionary : Dictionary<string, object?>
{
    public Dictionary()
        : base(StringComparer.Ordinal)
    {
    }
}

/// <summary>A stream: its dictionary, and its bytes as they lie in the file.</summary>
internal sealed record Packed(Dictionary Of, ReadOnlyMemory<byte> Bytes);
