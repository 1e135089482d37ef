using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Moderation;

/// <summary>What an officer wants of an item whose originator has left.</summary>
/// <param name="Act">tighten or withdraw.</param>
/// <param name="Uid">The item's address.</param>
/// <param name="Reason">Shown to readers and in the public list.</param>
/// <param name="Label">The stricter label; empty for the one that stands.</param>
/// <param name="Audience">The smaller audience, as <see cref="PostInput.Audience"/>; empty for the one that stands.</param>
public sealed record OrphanAct(string Act, string Uid, string Reason, string Label, IReadOnlyList<string> Audience);

/// <summary>Law section 1: where nobody active is left of an item's originator's side, two officers together tighten or withdraw it, unread; nobody widens.</summary>
public sealed class ActOnOrphan(Database database, Elevations elevations, OrphanKeeper orphans, PostReader reader)
{
    /// <summary>The acts of this use case, of the closed list of all.</summary>
    public static IReadOnlyList<string> Acts { get; } = [ElevatedAct.Tighten, ElevatedAct.Withdraw];

    /// <param name="viewer">The officer who acts; another one granted the elevation.</param>
    /// <param name="what">The act; what it says of label and audience counts for tightening.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, OrphanAct what, CancellationToken stop = default)
    {
        if (!Acts.Contains(what.Act, StringComparer.Ordinal))
        {
            return Refusal.Invalid("act", "Choose one of the acts from the list.", "act");
        }

        var line = Invisible.OneLine(what.Reason);
        if (line.Length is 0 or > 500)
        {
            return Refusal.Invalid("reason", "Give readers a reason, in at most 500 characters.", "reason");
        }

        Tlp? label = null;
        if (what.Label.Length > 0)
        {
            if (!Labels.TryParse(what.Label, out var given))
            {
                return Refusal.Invalid("label", "Choose a label: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED.", "label");
            }

            label = given;
        }

        var outcome = await database.WriteAsync<Attempt>(tx => TryAsync(tx, viewer, what, line, label, stop), stop);
        return outcome.Refusal ?? (outcome.Value.Refusal is { } refusal ? refusal : (Outcome<Done>)Done.Yes);
    }

    /// <summary>
    /// What is refused because of the item tells something of its audience, or that its anonymous author is there still: so an attempt uses the grant up, and stays on record.
    /// </summary>
    private async Task<Outcome<Attempt>> TryAsync(Tx tx, Viewer viewer, OrphanAct what, string reason, Tlp? label, CancellationToken stop)
    {
        var parts = await reader.ReadAudienceAsync(tx, viewer, what.Act == ElevatedAct.Tighten ? what.Audience : [], stop);
        if ((parts.Refusal ?? (await elevations.UseAsync(tx, viewer, what.Act, what.Uid, stop)).Refusal) is { } refusal)
        {
            return refusal;
        }

        var kept = what.Act == ElevatedAct.Tighten
            ? await orphans.TightenAsync(tx, viewer, what.Uid, label, parts.Value, stop)
            : await orphans.WithdrawAsync(tx, viewer, what.Uid, reason, stop);
        if (kept.Done)
        {
            await HidingList.AddAsync(tx, what.Act, what.Uid, reason, kept.Value, stop);
        }

        return new Attempt(kept.Refusal);
    }

    private sealed record Attempt(Refusal? Refusal);
}
