using System.Net;
using System.Net.Sockets;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Keys;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Values;

/// <summary>
/// Under which keys an object is found: each value; of a name also the names above it, of a link its host, of an address the network around it, so that what contains and what is
/// contained meet at one look-up; and what it refers to.
/// </summary>
internal static class ValueKeys
{
    /// <summary>Names above a name that are looked up.</summary>
    private const int MostParents = 4;

    public static List<long> Of(KeyRing keys, StixObject of)
    {
        var found = new List<long>();
        foreach (var value in StixValues.Of(of.Type, of.Json))
        {
            found.Add(Of(keys, value));
            foreach (var around in Around(value))
            {
                found.Add(Of(keys, around));
            }
        }

        // Its creator and its markings say nothing of what it is about.
        foreach (var reference in of.References().Where(r => r.Path != "/created_by_ref" && !r.Path.StartsWith("/object_marking_refs", StringComparison.Ordinal) && !r.Path.StartsWith("/granular_markings", StringComparison.Ordinal)))
        {
            found.Add(OfReference(keys, reference.Target));
        }

        return found;
    }

    public static long Of(KeyRing keys, ObjectValue value) => keys.ValueKey(value.Kind, value.Value);

    /// <summary>Of what refers to an object.</summary>
    public static long OfReference(KeyRing keys, string id) => keys.ValueKey("ref", id);

    /// <summary>What a value lies within: a link or an address names its host; names above it, and the network around it, stand under keys of their own.</summary>
    public static IEnumerable<ObjectValue> Around(ObjectValue value) => value.Kind switch
    {
        nameof(ObservableKind.Domain) => Parents(value.Value).Select(parent => new ObjectValue("under", parent)),
        nameof(ObservableKind.Url) => Host(ObservableKind.Url, value.Value),
        nameof(ObservableKind.Email) => Host(ObservableKind.Email, value.Value),
        nameof(ObservableKind.IPv4) or nameof(ObservableKind.IPv6) => Network(value.Value) is { } network ? [new ObjectValue("in", network)] : [],
        _ => [],
    };

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
    public static string? Network(string address) =>
        IPAddress.TryParse(address, out var ip) ? Convert.ToHexStringLower(ip.GetAddressBytes().AsSpan(0, ip.AddressFamily == AddressFamily.InterNetwork ? 3 : 6)) : null;

    private static IEnumerable<ObjectValue> Host(ObservableKind kind, string value) => Hosts.Of(kind, value) is { } host ? [new ObjectValue(host.Kind.ToString(), host.Value)] : [];
}
