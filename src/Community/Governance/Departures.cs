using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Recovery;
using Infohub.Platform.Data;

namespace Infohub.Community.Governance;

/// <summary>R5: leaving ends every membership, ownership, waiting row, client relation and key for good. What other modules hold ends by the event.</summary>
internal static class Departures
{
    /// <summary>A person stops representing an organisation.</summary>
    public static async Task EndPairAsync(Tx tx, long person, long organisation, CancellationToken stop)
    {
        (string, object?)[] pair = [("org", organisation), ("person", person), ("now", tx.Now)];
        await tx.RunAsync("delete from circle_member where org_id = @org and person_id = @person", stop, pair);
        await tx.RunAsync("delete from circle_owner where org_id = @org and person_id = @person", stop, pair);
        await tx.RunAsync("delete from circle_waiting where org_id = @org and person_id = @person", stop, pair);
        await tx.RunAsync("update api_key set revoked_at = @now where org_id = @org and person_id = @person and revoked_at = 0", stop, pair);
        await EndSessionsAsync(tx, person, stop);
        await OneTimeLinks.EndAllAsync(tx, person);

        // An officer who confirmed that a member lost their factors did not confirm that somebody comes back.
        await Recoveries.EndOfAsync(tx, person, "left");
        tx.Emit(new PersonLeft(person, organisation, tx.Now));
    }

    /// <summary>An organisation leaves the community, and with it every pair of it.</summary>
    public static async Task EndOrganisationAsync(Tx tx, long organisation, string uid, CancellationToken stop)
    {
        (string, object?)[] org = [("org", organisation), ("now", tx.Now)];
        await tx.RunAsync("delete from circle_member where org_id = @org", stop, org);
        await tx.RunAsync("delete from circle_owner where org_id = @org", stop, org);
        await tx.RunAsync("delete from circle_waiting where org_id = @org", stop, org);
        await tx.RunAsync("delete from client where provider_id = @org or client_id = @org", stop, org);
        await tx.RunAsync("delete from sector_declined where org_id = @org", stop, org);
        await tx.RunAsync("update api_key set revoked_at = @now where org_id = @org and revoked_at = 0", stop, org);
        await tx.RunAsync(
            "update session set ended_at = @now where ended_at = 0 and person_id in (select id from person where org_id = @org)", stop, org);
        await tx.RunAsync(
            "update one_time_link set used_at = @now where used_at = 0 and person_id in (select id from person where org_id = @org)", stop, org);
        tx.Emit(new OrganisationLeft(organisation, uid, tx.Now));
    }

    public static Task EndSessionsAsync(Tx tx, long person, CancellationToken stop) =>
        tx.RunAsync("update session set ended_at = @now where person_id = @person and ended_at = 0", stop, ("person", person), ("now", tx.Now));
}
