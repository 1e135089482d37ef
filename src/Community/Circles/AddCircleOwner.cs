using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Makes a member an owner: by an owner; by an officer, where a listed circle has none left. It adds no reader: only members become owners.</summary>
public sealed class AddCircleOwner(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, string personUid, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await CircleRow.LockAsync(tx, viewer, circleUid, stop) is not { } circle)
                {
                    return Refusal.NotFound;
                }

                if (await RefusalAsync(tx, viewer, circle, stop) is { } refusal)
                {
                    return refusal;
                }

                if (await Memberships.HoldAsync(tx, CircleMemberName.OfPerson(personUid), stop) is not { } person)
                {
                    return Refusal.NotFound;
                }

                if (!await Memberships.ExistsAsync(tx, circle.Id, person, stop)
                    && !await Memberships.ExistsAsync(tx, circle.Id, person with { PersonId = 0 }, stop))
                {
                    return CircleRefusals.NotAMember;
                }

                await tx.RunAsync(
                    "insert into circle_owner(circle_id, person_id, org_id) values (@circle, @person, @org) on conflict(circle_id, person_id, org_id) do nothing",
                    stop,
                    ("circle", circle.Id),
                    ("person", person.PersonId),
                    ("org", person.OrganisationId));
                tx.Record(new AuditEntry("circle.owner-add", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "circle", circle.Uid, personUid));
                tx.Emit(new CircleOwnersChanged(circle.Id, person.PersonId, Added: true, tx.Now));
                return Done.Yes;
            },
            stop);

    private static async Task<Refusal?> RefusalAsync(Tx tx, Viewer viewer, CircleRow circle, CancellationToken stop)
    {
        if (circle.Sector.Length > 0)
        {
            return CircleRefusals.SectorCircle;
        }

        if (Rights.ActsAsPerson(viewer) && circle.IsOwner)
        {
            return Rights.OpensCircles(viewer) ? null : CircleRefusals.KeyCeiling;
        }

        var orphan = await tx.NumberAsync("select count(*) from circle_owner where circle_id = @circle", stop, ("circle", circle.Id)) == 0;
        return orphan && viewer.Has(Roles.Officer) ? null : CircleRefusals.OwnersOnly;
    }
}
