using System.Globalization;

namespace Infohub.Stix.Json;

/// <summary>What is wrong, kept so that it can be said in another language too: an English template, and what stands in its gaps. The sentence is made when it is asked for.</summary>
public sealed class FaultText : IEquatable<FaultText>
{
    private readonly object[] args;

    /// <summary>A sentence with gaps.</summary>
    /// <param name="template">English, with <c>{0}</c> for the first of what stands in it. A literal: what comes from outside stands in a gap.</param>
    /// <param name="args">Texts, numbers, and further <see cref="FaultText"/>s; none where there is no gap.</param>
    public FaultText(string template, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(args);
        (Template, this.args) = (template, args);
    }

    /// <summary>English, with <c>{0}</c> for the first of what stands in it; where nothing does, the sentence as it is.</summary>
    public string Template { get; }

    /// <summary>What stands in the gaps: texts, numbers, and further <see cref="FaultText"/>s.</summary>
    public IReadOnlyList<object> Args => args;

    /// <summary>A sentence without gaps.</summary>
    public static implicit operator FaultText(string template) => new(template);

    /// <summary>The English sentence.</summary>
    public override string ToString() => args.Length == 0 ? Template : string.Format(CultureInfo.InvariantCulture, Template, args);

    /// <inheritdoc/>
    public bool Equals(FaultText? other) => other is not null && Template == other.Template && args.AsSpan().SequenceEqual(other.args);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FaultText);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Template, args.Length);
}
