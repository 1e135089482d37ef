using System.Net;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Observables;
using Infohub.Platform.Keys;

namespace Infohub.Intelligence.Correlation;

/// <summary>What lies around a value and what lies within it: under which keys it is looked for, and whether what was found there does.</summary>
internal sealed class Surroundings
{
    /// <summary>Blocks of a network that are looked through; a wider network is too common to say anything.</summary>
    private const int MostBlocks = 256;

    private readonly Dictionary<ObjectValue, Nearness> exact = [];
    private readonly List<ObjectValue> lists = [];
    private readonly ObjectValue value;
    private readonly IPNetwork? network;

    public Surroundings(ObservableKind kind, string text)
    {
        value = new ObjectValue(kind.ToString(), text);
        switch (kind)
        {
            case ObservableKind.Domain:
                AddParents(text);
                lists.Add(ValueKeys.Under(text));
                break;
            case ObservableKind.Url or ObservableKind.Email when Hosts.Of(kind, text) is { } host:
                exact[new ObjectValue(host.Kind.ToString(), host.Value)] = Nearness.Host;
                if (host.Kind == ObservableKind.Domain)
                {
                    AddParents(host.Value);
                }
                else
                {
                    AddNetworks(host.Kind, host.Value);
                }

                break;
            case ObservableKind.IPv4 or ObservableKind.IPv6:
                AddNetworks(kind, text);
                break;
            case ObservableKind.IPv4Network or ObservableKind.IPv6Network when Networks.TryRead(text, out var read):
                AddNetworks(kind, text);
                network = read;
                lists.AddRange(Networks.Blocks(read, MostBlocks)?.Select(ValueKeys.In) ?? []);
                IsTooWide = lists.Count == 0;
                break;
        }
    }

    /// <summary>A network of which the addresses within are not looked for.</summary>
    public bool IsTooWide { get; }

    public IEnumerable<long> Keys(KeyRing keys) => exact.Keys.Concat(lists).Select(v => ValueKeys.Of(keys, v));

    /// <summary>How another value lies to this one; null where it does not.</summary>
    public Nearness? Of(ObjectValue other)
    {
        if (exact.TryGetValue(other, out var near))
        {
            return near;
        }

        if (network is { } of)
        {
            return Networks.Holds(of, other.Value) || HostOf(other) is { } host && Networks.Holds(of, host.Value) ? Nearness.Within : null;
        }

        return other.Kind switch
        {
            nameof(ObservableKind.Domain) when value.Kind == nameof(ObservableKind.Domain) => IsUnder(other.Value) ? Nearness.Within : null,
            nameof(ObservableKind.Url) or nameof(ObservableKind.Email) => HostOf(other) is { } on && (on == value || IsUnder(on.Value)) ? Nearness.On : null,
            _ => null,
        };
    }

    private bool IsUnder(string name) => value.Kind == nameof(ObservableKind.Domain) && name.Length > value.Value.Length && name.EndsWith(value.Value, StringComparison.Ordinal) && name[^(value.Value.Length + 1)] == '.';

    private static ObjectValue? HostOf(ObjectValue of) =>
        Enum.TryParse<ObservableKind>(of.Kind, out var kind) && Hosts.Of(kind, of.Value) is { } host ? new ObjectValue(host.Kind.ToString(), host.Value) : null;

    private void AddParents(string domain)
    {
        foreach (var parent in ValueKeys.Parents(domain))
        {
            exact[new ObjectValue(nameof(ObservableKind.Domain), parent)] = Nearness.Around;
        }
    }

    private void AddNetworks(ObservableKind kind, string text)
    {
        var of = kind is ObservableKind.IPv4 or ObservableKind.IPv4Network ? nameof(ObservableKind.IPv4Network) : nameof(ObservableKind.IPv6Network);
        foreach (var above in Networks.Above(text))
        {
            exact[new ObjectValue(of, above)] = Nearness.Around;
        }
    }
}
