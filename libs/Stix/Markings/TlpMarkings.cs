namespace Infohub.Stix.Markings;

/// <summary>A marking of the Traffic Light Protocol that everybody uses alike.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">For example <c>TLP:AMBER+STRICT</c>.</param>
/// <param name="Word">As it stands in the object: <c>amber+strict</c>.</param>
/// <param name="IsVersion2">Whether it is of TLP 2.0, by the extension that OASIS publishes; else it is of the standard itself (STIX 2.1 §7.2.1.4).</param>
public sealed record TlpMarking(string Id, string Name, string Word, bool IsVersion2)
{
    /// <summary>When it was made.</summary>
    public string Created => IsVersion2 ? "2022-10-01T00:00:00.000Z" : "2017-01-20T00:00:00.000Z";

    /// <summary>The object, in UTF-8.</summary>
    public byte[] ToUtf8()
    {
        var content = IsVersion2
            ? $"\"extensions\":{{\"{TlpMarkings.Extension}\":{{\"extension_type\":\"property-extension\",\"tlp_2_0\":\"{Word}\"}}}}"
            : $"\"definition_type\":\"tlp\",\"definition\":{{\"tlp\":\"{Word}\"}}";
        return System.Text.Encoding.UTF8.GetBytes($"{{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"{Id}\",\"created\":\"{Created}\",\"name\":\"{Name}\",{content}}}");
    }
}

/// <summary>The markings of the Traffic Light Protocol: four of the standard (STIX 2.1 §7.2.1.4), which are TLP 1, and five of TLP 2.0.</summary>
public static class TlpMarkings
{
    /// <summary>The definition of the extension by which TLP 2.0 is written.</summary>
    public const string Extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    /// <summary>All nine.</summary>
    public static IReadOnlyList<TlpMarking> All { get; } =
    [
        new("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "TLP:WHITE", "white", false),
        new("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", "TLP:GREEN", "green", false),
        new("marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", "TLP:AMBER", "amber", false),
        new("marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "TLP:RED", "red", false),
        new("marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR", "clear", true),
        new("marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "TLP:GREEN", "green", true),
        new("marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", "TLP:AMBER", "amber", true),
        new("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT", "amber+strict", true),
        new("marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED", "red", true),
    ];

    /// <summary>The marking of the identifier, or null where it is none of the nine.</summary>
    public static TlpMarking? Find(string id) => All.FirstOrDefault(m => m.Id == id);
}
