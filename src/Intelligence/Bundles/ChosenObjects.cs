using Infohub.Community.Public;
using Infohub.Intelligence.Correlation;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
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

    /// <summary>What is said of each in its newest version, by each source. What may not be exported (law section 5) says nothing, as what there is not.</summary>
    public async Task<ILookup<string, SaidObject>> SaidAsync(ObjectShelf shelf, Viewer viewer, CancellationToken stop)
    {
        var found = Ids.Count == 0 ? [] : (await shelf.OfIdsAsync(viewer, Channel.Export, Ids.ToHashSet(), new ObjectQuery { Take = Most }, stop)).Objects;
        return Reading.Current(viewer, found).ToLookup(s => s.Id, StringComparer.Ordinal);
    }

    /// <summary>An id as it is written.</summary>
    public static string IdOf((string Type, Guid Uid) id) => $"{id.Type}--{id.Uid}";
}
