using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>Properties that all objects have (STIX 2.1 §2.9, §3.2, §3.6).</summary>
internal static class CommonRules
{
    private static readonly Constraint ModifiedNotBeforeCreated = Declaring.NotBefore("created", "modified");

    public static void Check(Walk walk, JsonElement root, ReadOnlySpan<byte> type)
    {
        if (root.TryGetProperty("spec_version"u8, out var version) && version.ValueKind == JsonValueKind.String && !Raw.Text(version).SequenceEqual("2.1"u8))
        {
            walk.Error("STIX 2.1 §3.2", "the version of the specification is 2.1", "spec_version");
        }

        ConstraintRules.Check(walk, root, CommonParts.All, ModifiedNotBeforeCreated);
        if (root.TryGetProperty("id"u8, out var id) && StixIdentifier.TryRead(Raw.Text(id), out var typeLength, out var uuidVersion))
        {
            if (!Raw.Text(id)[..typeLength].SequenceEqual(type))
            {
                walk.Error("STIX 2.1 §2.9", "the identifier is of another type than the object", "id");
            }
            else if (walk.Type.Family == ObjectFamilies.Observable && walk.Type != Standard.AddedObservable)
            {
                Observable(walk, root, id, uuidVersion);
            }
            else if (uuidVersion != 4 && walk.Type.Family is not (ObjectFamilies.Observable or ObjectFamilies.None))
            {
                walk.Warn("STIX 2.1 §2.9", "the UUID is of version 4", "id");
            }
        }

        if (root.TryGetProperty("granular_markings"u8, out var markings))
        {
            GranularMarkingRules.Check(walk, root, markings);
        }

        if (!root.TryGetProperty("lang"u8, out _) && walk.Type.Find("lang") is not null && (walk.Type.Find("description") ?? walk.Type.Find("content") ?? walk.Type.Find("explanation")) is not null
            && (root.TryGetProperty("name"u8, out _) || root.TryGetProperty("description"u8, out _) || root.TryGetProperty("content"u8, out _) || root.TryGetProperty("explanation"u8, out _)))
        {
            walk.Warn("STIX 2.1 §3.2", "the language of the text is not told", "lang");
        }
    }

    private static void Observable(Walk walk, JsonElement root, JsonElement id, int uuidVersion)
    {
        string? made;
        try
        {
            made = ObservableId.Of(root);
        }
        catch (InvalidOperationException)
        {
            // A number that is told elsewhere has no one form.
            return;
        }

        if (made is null)
        {
            // A process has nothing that would make up its identifier: the standard asks for version 4 less strictly there (§6.13.1).
            if (uuidVersion != 4)
            {
                walk.Tell("STIX 2.1 §2.9", "the object has nothing that makes up its identifier: the UUID is of version 4", "id",
                    walk.Type.Name == "process" ? Json.Severity.Warning : Json.Severity.Error);
            }
        }
        else if (!System.Text.Ascii.Equals(Raw.Text(id), made))
        {
            walk.Warn("STIX 2.1 §2.9", new FaultText("what the object says makes its identifier {0}", made), "id");
        }
        else if (root.TryGetProperty("created"u8, out _) || root.TryGetProperty("modified"u8, out _) || root.TryGetProperty("created_by_ref"u8, out _) || root.TryGetProperty("revoked"u8, out _))
        {
            walk.Error("STIX 2.1 §3.6", "an observable that has versions is not named by what it says", "id");
        }
    }
}
