using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>The entries of one list, in a form that answers quickly and does not change.</summary>
internal abstract class Matcher
{
    /// <summary>Values of more letters are not looked for parts and patterns.</summary>
    protected const int LongestValue = 4096;

    /// <summary>About what it takes in memory.</summary>
    public abstract long Bytes { get; }

    /// <summary>It is of names or networks: what names a host is compared by that host.</summary>
    public virtual bool IsOfHosts => false;

    /// <summary>The entry that a value meets; null for none.</summary>
    public abstract string? EntryFor(ObservableKind kind, string value);

    /// <summary>Of entries as <see cref="EntryForm"/> writes them.</summary>
    public static Matcher Of(ListType type, EntryText entries) => type switch
    {
        ListType.Cidr => new NetworkMatcher(entries),
        ListType.Hostname => new NameMatcher(entries),
        ListType.String => new TextMatcher(entries),
        ListType.Substring => new PartMatcher(entries),
        _ => new PatternMatcher(entries),
    };
}

/// <summary>Names, and all that lie below them.</summary>
internal sealed class NameMatcher(EntryText entries) : Matcher
{
    private readonly HashSet64 names = entries.Hashed();

    public override long Bytes => names.Bytes;

    public override bool IsOfHosts => true;

    /// <summary>The widest name comes first, as in MISP.</summary>
    public override string? EntryFor(ObservableKind kind, string value)
    {
        if (kind != ObservableKind.Domain)
        {
            return null;
        }

        for (var dot = value.Length; dot > 0;)
        {
            dot = value.AsSpan(0, dot).LastIndexOf('.');
            if (names.Contains(SipHash.Of(value.AsSpan(dot + 1))))
            {
                return value[(dot + 1)..];
            }
        }

        return null;
    }
}

/// <summary>Values as they are.</summary>
internal sealed class TextMatcher(EntryText entries) : Matcher
{
    private readonly HashSet64 texts = entries.Hashed();

    public override long Bytes => texts.Bytes;

    public override string? EntryFor(ObservableKind kind, string value) => texts.Contains(SipHash.Of(value)) ? value : null;
}
