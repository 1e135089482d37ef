using Infohub.Community.Circles;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;

namespace Infohub.Community.Organisations;

/// <summary>
/// Each sector is a circle whose organisations are its active members, left by choice (law section 1). It has no owners, is listed, shows its
/// members, takes items from the whole community, and gives its history to joiners.
/// </summary>
public sealed class SectorCircles(IIdSource ids)
{
    /// <summary>Brings an organisation's memberships of sector circles in line with its state and sectors. A circle that it left by choice stays left.</summary>
    internal async Task FollowAsync(Tx tx, long organisationId, CancellationToken stop)
    {
        var left = await tx.ListAsync(
            """
            delete from circle_member where org_id = @org and person_id = 0 and circle_id in (select c.id from circle c
              where c.sector <> '' and not exists(select 1 from organisation_sector s where s.org_id = @org and s.sector = c.sector))
            returning circle_id
            """,
            static r => r.Long(0),
            stop,
            ("org", organisationId));
        foreach (var circle in left)
        {
            tx.Emit(new CircleLeft(circle, organisationId, 0, false, tx.Now));
        }

        var due = await tx.ListAsync(
            """
            select s.sector from organisation_sector s join organisation o on o.id = s.org_id
            where s.org_id = @org and o.state = @active and o.standing = @member
              and not exists(select 1 from sector_declined d where d.org_id = s.org_id and d.sector = s.sector)
            """,
            static r => r.Text(0),
            stop,
            ("org", organisationId),
            ("active", State.Active),
            ("member", Standing.Member));
        foreach (var sector in due)
        {
            await JoinAsync(tx, await CircleOfAsync(tx, sector, stop), organisationId, stop);
        }
    }

    /// <summary>The sector's circle, founded when it is first needed.</summary>
    internal async Task<long> CircleOfAsync(Tx tx, string sector, CancellationToken stop)
    {
        if (await tx.NumberAsync("select id from circle where sector = @sector", stop, ("sector", sector)) is { } known)
        {
            return known;
        }

        var names = Sectors.Find(sector)!;
        await tx.RunAsync(
            """
            insert into circle(uid, name, name_zh, sector, joining, listed, takes_outside, members_shown, history, all_from, created_at)
            values (@uid, @name, @zh, @sector, @open, 1, 1, 1, @all, 0, @now) on conflict do nothing
            """,
            stop,
            ("uid", ids.NewUid()),
            ("name", names.English),
            ("zh", names.Traditional),
            ("sector", sector),
            ("open", Joining.Open),
            ("all", History.All),
            ("now", tx.Now));
        return (await tx.NumberAsync("select id from circle where sector = @sector", stop, ("sector", sector)))!.Value;
    }

    private static async Task JoinAsync(Tx tx, long circle, long organisation, CancellationToken stop)
    {
        var added = await tx.RunAsync(
            """
            insert into circle_member(circle_id, org_id, person_id, since, reads_from) values (@circle, @org, 0, @now, 0)
            on conflict(circle_id, org_id, person_id) do nothing
            """,
            stop,
            ("circle", circle),
            ("org", organisation),
            ("now", tx.Now));
        if (added == 1)
        {
            tx.Emit(new CircleJoined(circle, organisation, 0, tx.Now));
        }
    }
}
