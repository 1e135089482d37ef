namespace Infohub.Stix.Patterns;

/// <summary>A constant of a pattern (STIX 2.1 §9.2).</summary>
public abstract record Literal;

/// <summary>Text between single quotes, its escapes undone.</summary>
public sealed record StringLiteral(string Value) : Literal;

/// <summary>A whole number of 64 bits.</summary>
public sealed record IntegerLiteral(long Value) : Literal;

/// <summary>A number with a decimal point.</summary>
public sealed record FloatLiteral(double Value) : Literal;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record BooleanLiteral(bool Value) : Literal;

/// <summary><c>t'…'</c>.</summary>
/// <param name="Value">To 100 ns; what is finer is cut off.</param>
/// <param name="Text">As it was written, without the quotes.</param>
public sealed record TimestampLiteral(DateTimeOffset Value, string Text) : Literal
{
    /// <summary>Two are equal that name the same moment as written, to any fineness.</summary>
    public bool Equals(TimestampLiteral? other) => other is not null && Value == other.Value && Fraction(Text) == Fraction(other.Text);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    private static string Fraction(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : text[(dot + 1)..].TrimEnd('Z').TrimEnd('0');
    }
}

/// <summary>Bytes: <c>h'…'</c> in hexadecimal or <c>b'…'</c> in Base64. Both forms of the same bytes are equal.</summary>
public sealed record BytesLiteral(ReadOnlyMemory<byte> Value, bool IsBase64) : Literal
{
    /// <inheritdoc/>
    public bool Equals(BytesLiteral? other) => other is not null && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }
}

/// <summary>What stands between the parentheses of <c>IN</c>.</summary>
public sealed record SetLiteral(IReadOnlyList<Literal> Values) : Literal
{
    /// <inheritdoc/>
    public bool Equals(SetLiteral? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
}
