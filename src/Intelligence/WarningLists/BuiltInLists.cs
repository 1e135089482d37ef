using Infohub.Observables;
using Infohub.Platform;

namespace Infohub.Intelligence.WarningLists;

/// <summary>The lists that come with the hub. They are on until an officer switches them off; in demo mode those of examples are off until one switches them on.</summary>
internal sealed class BuiltInLists
{
    private readonly bool isDemo;
    private readonly Dictionary<string, WarningList> made;

    public BuiltInLists(HubPlaces places)
    {
        isDemo = places.Demo;
        All = [.. SpecialNetworks.Lists, .. SpecialNames.Lists, .. PublicResolvers.Lists, EmptyFile, OwnHost(places.Site)];
        made = All.ToDictionary(b => b.Uid, WarningList.Of, StringComparer.Ordinal);
    }

    public IReadOnlyList<BuiltInList> All { get; }

    public bool IsOn(BuiltInList list, IReadOnlyDictionary<string, bool> switches) => switches.TryGetValue(list.Uid, out var on) ? on : !(isDemo && list.IsOfExamples);

    public IReadOnlyList<WarningList> On(IReadOnlyDictionary<string, bool> switches) => [.. All.Where(b => IsOn(b, switches)).Select(b => made[b.Uid])];

    /// <summary>What the hash functions give for no bytes at all: also the first state of each, which anybody can work out.</summary>
    private static BuiltInList EmptyFile { get; } = new(
        "built-in-empty-file",
        "Hashes of the empty file",
        "MD5, SHA-1, SHA-256 and SHA-512 of nothing",
        ListType.String,
        KindSet.Of(ObservableKind.Md5, ObservableKind.Sha1, ObservableKind.Sha256, ObservableKind.Sha512),
        [
            "d41d8cd98f00b204e9800998ecf8427e",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        ]);

    /// <summary>Empty where nobody said under which address the hub is found.</summary>
    private static BuiltInList OwnHost(string site)
    {
        var host = Uri.TryCreate(site, UriKind.Absolute, out var url) ? url.IdnHost.Trim('[', ']').ToLowerInvariant() : "";
        var isAddress = NetworkMatcher.Parse(host) is not null;
        return new BuiltInList(
            "built-in-own-host", "This hub", "The address under which the hub is found", isAddress ? ListType.Cidr : ListType.Hostname, KindSet.All, EntryForm.Of(ListType.Hostname, host) is null && !isAddress ? [] : [host]);
    }
}
