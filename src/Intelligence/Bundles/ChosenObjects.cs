using Infohub.Stix.Identifiers;

namespace Infohub.Intelligence.Bundles;

/// <summary>Objects that somebody chose, by their ids; each is asked for again under the law.</summary>
/// <param name="Ids">Each once.</param>
internal sealed record ChosenObjects(IReadOnlyList<(string Type, Guid Uid)> Ids)
{
    public const int Most = 5000;

    /// <summary>Reads ids, several in one text or one each; what is none is left out as what there is not.</summary>
    public static ChosenObjects Read(IEnumerable<string?>? ids) => new(
    [
        .. (ids ?? []).SelectMany(i => (i ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).SelectMany(i => StixIdentifier.TryParse(i, out var read) ? [(read.Type, read.Uuid)] : Array.Empty<(string, Guid)>()).Distinct().Take(Most),
    ]);
}
