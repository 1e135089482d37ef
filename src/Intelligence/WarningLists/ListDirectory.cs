using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.WarningLists;

/// <summary>A list as people and programs see it.</summary>
/// <param name="Name">Of a built-in one in English, a key of the texts; so its description.</param>
/// <param name="Version">0 for a built-in one, which changes with the program.</param>
/// <param name="Type">A word of MISP's format.</param>
/// <param name="LoadedAt">In microseconds; 0 for a built-in one.</param>
internal sealed record ListCard(string Uid, string Name, string Description, long Version, string Type, long Entries, bool IsBuiltIn, bool IsOn, long LoadedAt);

/// <summary>Which lists there are: the same for every member, for a list says nothing of what anybody shares.</summary>
internal sealed class ListDirectory(Database database, BuiltInLists builtIn)
{
    public async Task<Outcome<IReadOnlyList<ListCard>>> RunAsync(Viewer viewer, CancellationToken stop)
    {
        if (ScopeRefusals.Reading(viewer) is { } unreadable)
        {
            return unreadable;
        }

        var (switches, loaded) = await database.ReadAsync(
            async sql => (
                await ListShelf.SwitchesAsync(sql, stop),
                await sql.ListAsync(
                    "select uid, name, description, version, type, entries, loaded_at from warning_list order by name",
                    static r => new ListCard(r.Text(0), r.Text(1), r.Text(2), r.Long(3), Word((ListType)r.Int(4)), r.Long(5), false, true, r.Long(6)), stop)),
            stop);
        return (List<ListCard>)
        [
            .. builtIn.All.Select(b => new ListCard(b.Uid, b.Name, b.Description, 0, Word(b.Type), b.Entries.Count, true, builtIn.IsOn(b, switches), 0)),
            .. loaded.Select(l => l with { IsOn = switches.GetValueOrDefault(l.Uid, true) }),
        ];
    }

    private static string Word(ListType type) => type.ToString().ToLowerInvariant();
}
