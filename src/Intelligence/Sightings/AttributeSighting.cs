using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Sightings;

/// <summary>What somebody said without a name stands in their organisation's name from now on (W7): their own act, not to be undone.</summary>
internal sealed class AttributeSighting(Database database, Holdings holdings, VersionRows rows)
{
    /// <summary>The one word for whom it can be attributed to.</summary>
    public const string Organisation = "organisation";

    public static IReadOnlyList<string> Words { get; } = [Organisation];

    /// <param name="viewer">Who said it, by session or by an own key that writes.</param>
    /// <param name="uid">The sighting.</param>
    /// <param name="attribution">The word <see cref="Organisation"/>.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, string? attribution, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (ScopeRefusals.Writing(viewer) is { } unwritable)
                {
                    return unwritable;
                }

                var found = await rows.ForActAsync(
                    tx, viewer, viewer.IsPerson ? Channel.Page : MachineChannel.Of(viewer), new VersionRowQuery("sighting", "x.org_id, x.tag, x.says", "x.uid = @uid", [("uid", uid)]),
                    (version, r, at) => new Said(version.ItemUid, r.Long(at), r.Long(at + 1), JsonSerializer.Deserialize<SealedSighting>(version.Unseal(SealedSighting.About(uid), r.Bytes(at + 2)))!), stop);
                return found is [var one] ? await AttributeAsync(tx, viewer, uid, one, attribution, stop) : Refusal.NotFound;
            },
            stop);

    private async Task<Outcome<Done>> AttributeAsync(Tx tx, Viewer viewer, string uid, Said one, string? attribution, CancellationToken stop)
    {
        if (!TakeBackSighting.IsOwn(viewer, one.By, one.Tag))
        {
            return SightingRefusals.NotOwn;
        }

        if (one.By != 0 || !one.Says.ByReader)
        {
            return one.By != 0 ? SightingRefusals.Named : SightingRefusals.AuthorsOwn;
        }

        if (attribution != Organisation)
        {
            return SightingRefusals.Attribution;
        }

        var item = await holdings.ForActAsync(tx, viewer, one.ItemUid, stop);
        if ((item.Refusal ?? SightingRefusals.OfItem(item.Value)) is { } refusal)
        {
            return refusal;
        }

        var says = JsonSerializer.Serialize(one.Says with { ByReader = false, Sector = "" });
        if (await tx.RunAsync(
            "update sighting set org_id = @org, tag = 0, says = @says where uid = @uid and tag = @tag", stop,
            ("org", viewer.OrganisationId), ("says", item.Value.Seal(SealedSighting.About(uid), says)), ("uid", uid), ("tag", one.Tag)) == 0)
        {
            // At the same moment somebody else's hand was faster: a name stands there by now, or nothing does.
            return await tx.NumberAsync("select count(*) from sighting where uid = @uid", stop, ("uid", uid)) > 0 ? SightingRefusals.Named : Refusal.NotFound;
        }

        await AuthorSeals.OpenlyAsync(tx, uid, stop);
        tx.Record(new AuditEntry("sighting.attribute", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", one.ItemUid, uid));
        return Done.Yes;
    }

    private sealed record Said(string ItemUid, long By, long Tag, SealedSighting Says);
}
