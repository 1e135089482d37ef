using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>What single domain objects ask (STIX 2.1 §4).</summary>
internal static class DomainRules
{
    /// <summary>§4.1.1: an identifier of CAPEC is written in one way.</summary>
    public static void AttackPattern(Walk walk, JsonElement of) => Catalogue(walk, of, "capec", "CAPEC-", "STIX 2.1 §4.1.1");

    /// <summary>§4.19.1: and so is one of CVE.</summary>
    public static void Vulnerability(Walk walk, JsonElement of) => Catalogue(walk, of, "cve", "CVE-", "STIX 2.1 §4.19.1");

    public static void Malware(Walk walk, JsonElement of)
    {
        if (Raw.IsTrue(of, "is_family"u8) && !of.TryGetProperty("name"u8, out _))
        {
            walk.Error("STIX 2.1 §4.11.1", "a family has a name", "name");
        }
    }

    public static void ObservedData(Walk walk, JsonElement of)
    {
        if (of.TryGetProperty("objects"u8, out _))
        {
            walk.Warn("STIX 2.1 §2.13", "observables are objects of their own, which object_refs names", "objects");
        }

        if (of.TryGetProperty("object_refs"u8, out var refs) && refs.ValueKind == JsonValueKind.Array && refs.GetArrayLength() > 0)
        {
            foreach (var item in refs.EnumerateArray())
            {
                // Types that the standard does not know may be observables.
                if (StixIdentifier.TryRead(Raw.Text(item), out var length, out _) && Standard.Find(Raw.Text(item)[..length]) is not { Family: not ObjectFamilies.Observable })
                {
                    return;
                }
            }

            walk.Error("STIX 2.1 §4.14.1", "at least one observable is named", "object_refs");
        }
    }

    /// <summary>§2.13: objects with names of their own, which refer to each other by these.</summary>
    public static void Container(Walk walk, JsonElement container)
    {
        var objects = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in container.EnumerateObject())
        {
            objects[member.Name] = member.Value;
        }

        foreach (var member in container.EnumerateObject())
        {
            walk.Enter(member);
            if (ValueRules.Is(walk, member.Value, JsonValueKind.Object, "STIX 2.1 §2.13", "this is no object"))
            {
                var outer = walk.Container;
                walk.Container = objects;
                walk.Object(member.Value);
                walk.Container = outer;
                if (member.Value.TryGetProperty("type"u8, out var type) && Standard.Find(Raw.Text(type)) is { Family: not ObjectFamilies.Observable })
                {
                    walk.Error("STIX 2.1 §2.13", "a container holds observables", "type");
                }
            }

            walk.Leave();
        }

        if (objects.Count == 0)
        {
            walk.Error("STIX 2.1 §4.14.1", "a container has at least one object");
        }
    }

    private static void Catalogue(Walk walk, JsonElement of, string source, string prefix, string clause)
    {
        if (!of.TryGetProperty("external_references"u8, out var references) || references.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        walk.Enter("external_references");
        var index = 0;
        foreach (var reference in references.EnumerateArray())
        {
            walk.Enter(index++);
            if (reference.ValueKind == JsonValueKind.Object && reference.TryGetProperty("external_id"u8, out var id))
            {
                var name = reference.TryGetProperty("source_name"u8, out var sourceName) ? Raw.Text(sourceName) : [];
                var isOfCatalogue = IsCatalogued(Raw.Text(id), prefix);
                if (System.Text.Ascii.Equals(name, source) && !isOfCatalogue)
                {
                    walk.Error(clause, new FaultText("an identifier of {0} is written {1}…", source, prefix), "external_id");
                }
                else if (isOfCatalogue && !System.Text.Ascii.Equals(name, source))
                {
                    walk.Error(clause, new FaultText("the source of the identifier is written {0}", source), "source_name");
                }
            }

            walk.Leave();
        }

        walk.Leave();
    }

    /// <summary>CAPEC-163; CVE-2026-0001.</summary>
    private static bool IsCatalogued(ReadOnlySpan<byte> id, string prefix)
    {
        if (id.Length <= prefix.Length || !System.Text.Ascii.Equals(id[..prefix.Length], prefix))
        {
            return false;
        }

        var rest = id[prefix.Length..];
        if (prefix == "CVE-")
        {
            if (rest.Length < 9 || rest[4] != '-' || rest[..4].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return false;
            }

            rest = rest[5..];
        }

        return !rest.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
