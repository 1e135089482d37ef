using Infohub.Platform.Data;

namespace Infohub.Intelligence.Sightings;

/// <summary>An organisation that said something.</summary>
internal sealed record SpeakerName(string Uid, string Name, string NameZh);

/// <summary>The names beside what was said.</summary>
internal static class SpeakerNames
{
    public static async Task<IReadOnlyDictionary<long, SpeakerName>> OfAsync(Database database, IEnumerable<Sighting> sightings, CancellationToken stop)
    {
        var wanted = sightings.Select(s => s.Organisation).Where(o => o != 0).Distinct().ToList();
        var found = await database.ReadAsync(
            sql => sql.ListAsync(
                $"select id, uid, name, name_zh from organisation where {NumberSet.Holds(sql.Engine, "id", "wanted")}",
                static r => (Id: r.Long(0), Name: new SpeakerName(r.Text(1), r.Text(2), r.Text(3))), stop, ("wanted", NumberSet.Value(sql.Engine, wanted))),
            stop);
        return found.ToDictionary(f => f.Id, f => f.Name);
    }
}
