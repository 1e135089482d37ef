using System.Net;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Keys;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Values;

/// <summary>
/// Under which keys an object is found: each value; of a name also the names above it, of a link its host and what that lies within, of an address the network around it, so that what contains
/// and what is contained meet at one look-up; the words of its names; and what it refers to.
/// </summary>
internal static class ValueKeys
{
    /// <summary>Names above a name that are looked up.</summary>
    private const int MostParents = 4;

    public static List<long> Of(KeyRing keys, StixObject of)
    {
        var found = new List<long>();
        var values = StixValues.Of(of.Type, of.Json);
        foreach (var value in values)
        {
            found.Add(Of(keys, value));
            foreach (var around in Around(value))
            {
                found.Add(Of(keys, around));
            }
        }

        foreach (var word in ObjectNames.WordsOf(of, values))
        {
            found.Add(OfWord(keys, word));
        }

        foreach (var reference in of.References().Where(IsSubject))
        {
            found.Add(OfReference(keys, reference.Target));
        }

        return found;
    }

    /// <summary>Who made an object and how it is marked says nothing of what it is about.</summary>
    public static bool IsSubject(ObjectReference reference) =>
        reference.Path != "/created_by_ref" && !reference.Path.StartsWith("/object_marking_refs", StringComparison.Ordinal) && !reference.Path.StartsWith("/granular_markings", StringComparison.Ordinal);

    public static long Of(KeyRing keys, ObjectValue value) => keys.ValueKey(value.Kind, value.Value);

    /// <summary>Of a word of an object's names, as <see cref="ObjectNames"/> gives it.</summary>
    public static long OfWord(KeyRing keys, string word) => keys.ValueKey("word", word);

    /// <summary>Of what refers to an object.</summary>
    public static long OfReference(KeyRing keys, string id) => keys.ValueKey("ref", id);

    /// <summary>What a value lies within: a link or an address names its host, and lies where that lies; names above a name, and the network around an address or in which a network begins, stand under keys of their own.</summary>
    public static IEnumerable<ObjectValue> Around(ObjectValue value) => value.Kind switch
    {
        nameof(ObservableKind.Domain) => Parents(value.Value).Select(Under),
        nameof(ObservableKind.Url) => Host(ObservableKind.Url, value.Value),
        nameof(ObservableKind.Email) => Host(ObservableKind.Email, value.Value),
        nameof(ObservableKind.IPv4) or nameof(ObservableKind.IPv6) => Block(value.Value) is { } block ? [In(block)] : [],
        nameof(ObservableKind.IPv4Network) or nameof(ObservableKind.IPv6Network) => Networks.TryRead(value.Value, out var network) ? [In(Block(network.BaseAddress.ToString())!)] : [],
        _ => [],
    };

    /// <summary>What lies under a name.</summary>
    public static ObjectValue Under(string domain) => new("under", domain);

    /// <summary>What lies in a block of addresses.</summary>
    public static ObjectValue In(string block) => new("in", block);

    /// <summary>The names above a name, the nearest first, down to two labels.</summary>
    public static IEnumerable<string> Parents(string domain)
    {
        var rest = domain;
        for (var i = 0; i < MostParents; i++)
        {
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0 || rest.IndexOf('.', dot + 1) < 0)
            {
                yield break;
            }

            rest = rest[(dot + 1)..];
            yield return rest;
        }
    }

    /// <summary>The /24 of an IPv4 address, the /48 of an IPv6 one, as the first bytes in hexadecimal.</summary>
    public static string? Block(string address) =>
        IPAddress.TryParse(address, out var ip) ? Convert.ToHexStringLower(ip.GetAddressBytes().AsSpan(0, Networks.BlockOf(ip) / 8)) : null;

    private static IEnumerable<ObjectValue> Host(ObservableKind kind, string value)
    {
        if (Hosts.Of(kind, value) is not { } found)
        {
            return [];
        }

        var host = new ObjectValue(found.Kind.ToString(), found.Value);
        return [host, .. Around(host)];
    }
}
