using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Moderation;

/// <summary>Law H4: an officer under elevation hides, shows again or erases an item, unread if need be, with a public reason.</summary>
public sealed class ModerateItem(Database database, Elevations elevations, ItemKeeper keeper)
{
    /// <summary>The acts of this use case, of the closed list of all.</summary>
    public static IReadOnlyList<string> Acts { get; } = [ElevatedAct.Hide, ElevatedAct.Unhide, ElevatedAct.Erase];

    /// <param name="viewer">The officer who acts; another one granted the elevation.</param>
    /// <param name="act">One of hide, unhide, erase.</param>
    /// <param name="uid">The item's address, as it was reported or seen.</param>
    /// <param name="reason">Shown in the public list.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string act, string uid, string reason, CancellationToken stop = default)
    {
        // A grant for another act on the same address opens nothing here.
        if (!Acts.Contains(act, StringComparer.Ordinal))
        {
            return Refusal.Invalid("act", "Choose one of the acts from the list.", "act");
        }

        var line = Invisible.OneLine(reason);
        if (line.Length is 0 or > 500)
        {
            return Refusal.Invalid("reason", "Give readers a reason, in at most 500 characters.", "reason");
        }

        var erased = new List<string>();
        var outcome = await database.WriteAsync<Done>(
            async tx =>
            {
                var used = await elevations.UseAsync(tx, viewer, act, uid, stop);
                if (used.Refusal is { } refusal)
                {
                    return refusal;
                }

                var kept = act switch
                {
                    ElevatedAct.Hide => await keeper.HideAsync(tx, viewer, uid, line, stop),
                    ElevatedAct.Unhide => await keeper.UnhideAsync(tx, viewer, uid, stop),
                    _ => await keeper.EraseAsync(tx, viewer, uid, line, erased, stop),
                };
                if (kept.Refusal is { } wrong)
                {
                    return wrong;
                }

                await HidingList.AddAsync(tx, act, uid, line, kept.Value, stop);
                return Done.Yes;
            },
            stop);
        if (outcome.Done)
        {
            // After the commit: a file deleted before one that fails would be lost; one left over holds ciphertext without a key.
            keeper.DeleteFiles(erased);
        }

        return outcome;
    }
}

/// <summary>One line of the public list: act, reason, label and date, without title (H4).</summary>
public sealed record HidingLine(string Act, string Reason, int Label, long At);

/// <summary>The public list of what officers hid, showed again, erased, tightened or withdrew; for unlisted audiences a number only.</summary>
public sealed class HidingList(Database database)
{
    internal static Task AddAsync(Tx tx, string act, string uid, string reason, KeptItem kept, CancellationToken stop) =>
        tx.RunAsync(
            "insert into hiding(item_uid, act, reason, label, unlisted, at) values (@uid, @act, @reason, @label, @unlisted, @now)",
            stop,
            ("uid", uid),
            ("act", act),
            ("reason", reason),
            ("label", kept.Label),
            ("unlisted", kept.Unlisted),
            ("now", tx.Now));

    public Task<(List<HidingLine> Lines, long Unlisted)> ReadAsync(CancellationToken stop) =>
        database.ReadAsync(
            async sql => (
                await sql.ListAsync(
                    "select act, reason, label, at from hiding where unlisted = 0 order by id desc limit 500",
                    static r => new HidingLine(r.Text(0), r.Text(1), r.Int(2), r.Long(3)),
                    stop),
                await sql.NumberAsync("select count(*) from hiding where unlisted = 1", stop) ?? 0),
            stop);
}
