using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>A list in memory: its name, the kinds that it is for, its entries. It does not change.</summary>
internal sealed class WarningList(string name, KindSet kinds, Matcher matcher)
{
    public string Name { get; } = name;

    public long Bytes => matcher.Bytes;

    public static WarningList Of(BuiltInList list) => new(list.Name, list.Kinds, Matcher.Of(list.Type, EntryText.Of(list.Entries)));

    /// <param name="kind">The value's kind.</param>
    /// <param name="value">In canonical form.</param>
    /// <param name="host">The host that it names, where it is a link or an e-mail address.</param>
    public string? EntryFor(ObservableKind kind, string value, Finding? host)
    {
        if (kinds.Has(kind) && matcher.EntryFor(kind, value) is { } entry)
        {
            return entry;
        }

        // A link to a known name is as harmless as the name. Not so an address: anybody gets one at a large provider, so of addresses only those lists speak that name them.
        return host is { } found && matcher.IsOfHosts && (kinds.Has(kind) || (kind == ObservableKind.Url && kinds.Has(found.Kind))) ? matcher.EntryFor(found.Kind, found.Value) : null;
    }
}
