using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Versions;

/// <summary>Versions of an object (STIX 2.1 §3.6): which is newer, what may change from one to the next, and how the next is made.</summary>
public static class ObjectVersions
{
    /// <summary>What stays as it is in all versions (§3.2, §3.6).</summary>
    private static readonly string[] Fixed = ["type", "id", "created", "created_by_ref"];

    /// <summary>What is left out means this (§3.2, §5.2.1).</summary>
    private static readonly (string Name, string Value)[] Defaults = [("revoked", "false"), ("lang", "\"en\""), ("defanged", "false"), ("summary", "false")];

    /// <summary>Below 0 where the first is the older version, above where it is the newer. What has no <c>modified</c> is older than what has one.</summary>
    public static int Compare(StixObject one, StixObject other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Nullable.Compare(one.Modified ?? one.Created, other.Modified ?? other.Created);
    }

    /// <summary>The newest version of those given, which is the state of the object; the first of them where several are. Null where there is none.</summary>
    public static StixObject? Newest(IEnumerable<StixObject> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        StixObject? newest = null;
        foreach (var version in versions)
        {
            newest = newest is null || Compare(version, newest) > 0 ? version : newest;
        }

        return newest;
    }

    /// <summary>Whether two representations of one version say the same, as they must: what has its default value may be left out.</summary>
    public static bool AreSame(StixObject one, StixObject other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var (mine, its) = (Said(one.Json), Said(other.Json));
        return mine.Count == its.Count && mine.All(m => its.TryGetValue(m.Key, out var value) && JsonElement.DeepEquals(m.Value, value));
    }

    /// <summary>Tells why the second is no later version of the first, where it is none.</summary>
    /// <returns>True where it is one.</returns>
    public static bool CheckNext(StixObject earlier, StixObject later, ICollection<StixFault> faults)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        if (Unversioned(earlier) is { } unversioned)
        {
            faults.Add(unversioned);
        }

        foreach (var name in Fixed)
        {
            var had = earlier.Json.TryGetProperty(name, out var mine);
            if (had != later.Json.TryGetProperty(name, out var its) || (had && !IsSame(name, mine, its)))
            {
                faults.Add(new StixFault("/" + name, "it does not change from one version to the next", name == "created" ? "STIX 2.1 §3.2" : "STIX 2.1 §3.6"));
            }
        }

        if (Compare(later, earlier) <= 0)
        {
            faults.Add(new StixFault("/modified", "a new version is modified later than the one before it", "STIX 2.1 §3.6"));
        }

        if (earlier.IsRevoked)
        {
            faults.Add(new StixFault("/revoked", "what is revoked has no later version", "STIX 2.1 §3.6"));
        }

        return faults.Count == before;
    }

    /// <summary>Makes the next version. Members that are not changed stay as they were, byte for byte. Only its creator may do so (§3.6).</summary>
    /// <param name="from">The version before.</param>
    /// <param name="modified">When it is made.</param>
    /// <param name="changes">By names of properties, their new values; null for one that is taken away.</param>
    /// <param name="next">The new version in UTF-8, or null.</param>
    /// <param name="fault">Why there is none, or null.</param>
    /// <returns>True where there is one.</returns>
    public static bool TryDerive(
        StixObject from, StixTime modified, IReadOnlyDictionary<string, JsonElement?> changes, [NotNullWhen(true)] out byte[]? next, [NotNullWhen(false)] out StixFault? fault)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(changes);
        next = null;
        fault = Unversioned(from);
        if (fault is null && changes.Keys.FirstOrDefault(n => n == "modified" || Fixed.Contains(n, StringComparer.Ordinal)) is { } kept)
        {
            fault = new StixFault("/" + kept, "it does not change from one version to the next", "STIX 2.1 §3.6");
        }

        if (fault is not null)
        {
            return false;
        }

        var made = Splice.Set(from.Bytes.Span, "modified", Encoding.UTF8.GetBytes($"\"{modified.Text}\""));
        foreach (var (name, value) in changes)
        {
            made = value is { } set ? Splice.Set(made, name, JsonMarshal.GetRawUtf8Value(set)) : Splice.Remove(made, name);
        }

        if (!StixObject.TryRead(made, new ReadingLimits(), out var read, out var unread))
        {
            fault = unread!;
            return false;
        }

        using (read)
        {
            var faults = new List<StixFault>();
            CheckNext(from, read, faults);
            fault = faults.Count == 0 ? null : faults[0];
            next = fault is null ? made : null;
            return next is not null;
        }
    }

    /// <summary>Makes the version by which its creator revokes the object, for good (§3.6).</summary>
    /// <param name="from">The version before.</param>
    /// <param name="modified">When it is revoked.</param>
    /// <param name="next">The new version in UTF-8, or null.</param>
    /// <param name="fault">Why there is none, or null.</param>
    /// <returns>True where there is one.</returns>
    public static bool TryRevoke(StixObject from, StixTime modified, [NotNullWhen(true)] out byte[]? next, [NotNullWhen(false)] out StixFault? fault)
    {
        using var yes = JsonDocument.Parse("true"u8.ToArray());
        return TryDerive(from, modified, new Dictionary<string, JsonElement?>(StringComparer.Ordinal) { ["revoked"] = yes.RootElement }, out next, out fault);
    }

    private static StixFault? Unversioned(StixObject of) => of.Type switch
    {
        "marking-definition" => new StixFault("/type", "a marking has no versions", "STIX 2.1 §7.2.1"),
        _ when Standard.Find(of.Type) is { IsVersioned: false } => new StixFault("/type", "an observable has no versions", "STIX 2.1 §3.6"),
        _ => null,
    };

    /// <summary>Times are the same where they are written differently: 10.5 and 10.500 seconds.</summary>
    private static bool IsSame(string name, JsonElement one, JsonElement other) =>
        JsonElement.DeepEquals(one, other)
        || (name == "created" && one.ValueKind == JsonValueKind.String && other.ValueKind == JsonValueKind.String
            && StixTime.TryParse(one.GetString(), out var mine) && StixTime.TryParse(other.GetString(), out var its) && mine == its);

    private static Dictionary<string, JsonElement> Said(JsonElement of)
    {
        var said = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in of.EnumerateObject())
        {
            if (!Array.Exists(Defaults, d => d.Name == member.Name && d.Value == member.Value.GetRawText()))
            {
                said[member.Name] = member.Value;
            }
        }

        return said;
    }
}
