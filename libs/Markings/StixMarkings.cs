namespace Infohub.Markings;

/// <summary>The predefined marking definitions of STIX: TLP 1.0 (STIX 2.1 §7.2.1.4) and, by an extension of OASIS, TLP 2.0.</summary>
public static class StixMarkings
{
    private static readonly string[] Second =
    [
        "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    ];

    /// <summary>TLP 1.0 has no word for AMBER+STRICT.</summary>
    private static readonly string[] First =
    [
        "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
        "", "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
    ];

    private static readonly Dictionary<string, (Tlp Label, bool IsTlp2)> Known =
        Labels.All.SelectMany(l => new[] { (Id: Second[(int)l], Label: l, IsTlp2: true), (Id: First[(int)l], Label: l, IsTlp2: false) })
            .Where(m => m.Id.Length > 0).ToDictionary(m => m.Id, m => (m.Label, m.IsTlp2), StringComparer.Ordinal);

    /// <summary>The id of the TLP 2.0 definition.</summary>
    public static string Tlp2(Tlp label) => Second[(int)label];

    /// <summary>The id of the TLP 1.0 definition, or null for TLP:AMBER+STRICT, which it cannot say.</summary>
    public static string? Tlp1(Tlp label) => First[(int)label] is { Length: > 0 } id ? id : null;

    /// <summary>What a reference to a marking says of the label (law W5); null for a reference to something else.</summary>
    /// <param name="id">As <c>object_marking_refs</c> has it.</param>
    /// <param name="meansTlp2">The sender is known to mean TLP 2.0, also by the words of TLP 1.0.</param>
    public static Tlp? LabelOf(string id, bool meansTlp2 = false) =>
        !Known.TryGetValue(id, out var known) ? null
        : known is { IsTlp2: false, Label: Tlp.Amber } && !meansTlp2 ? Tlp.AmberStrict
        : known.Label;

    /// <summary>What several references say together: the strictest; null where none says anything. The words of TLP 1.0 beside a marking of TLP 2.0 are meant as TLP 2.0 has them.</summary>
    /// <param name="ids">As <c>object_marking_refs</c> has them.</param>
    /// <param name="meansTlp2">The sender is known to mean TLP 2.0, also by the words of TLP 1.0.</param>
    public static Tlp? LabelOf(IEnumerable<string> ids, bool meansTlp2 = false)
    {
        var known = ids.Where(Known.ContainsKey).ToList();
        meansTlp2 |= known.Exists(id => Known[id].IsTlp2);
        return known.Count == 0 ? null : known.Select(id => LabelOf(id, meansTlp2)!.Value).Max();
    }
}
