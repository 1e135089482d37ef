using Infohub.Community.Organisations;
using Infohub.Platform.Data;

namespace Infohub.Community.People;

/// <summary>How many representatives an organisation may have; invited and suspended ones hold a seat too.</summary>
internal static class Seats
{
    public static async Task<bool> AreTakenAsync(Tx tx, OrganisationRow organisation, CancellationToken stop) =>
        await tx.NumberAsync("select count(*) from person where org_id = @org and state <> 3", stop, ("org", organisation.Id)) >= organisation.Seats;
}
