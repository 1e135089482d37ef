using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>
/// An officer's second address in an organisation would read what the organisation reads, and a second office would grant what the first one asks:
/// officers bring nobody into an organisation with administrators of its own, and nobody into the office, without another officer.
/// </summary>
internal static class Admittance
{
    /// <summary>Uses a grant up where one is needed to bring somebody into the organisation.</summary>
    public static async Task<Refusal?> ToOrganisationAsync(Tx tx, Viewer viewer, Elevations elevations, OrganisationRow organisation, CancellationToken stop) =>
        Rights.ActsFor(viewer, organisation.Id)
        || await tx.NumberAsync("select count(*) from person where org_id = @org and state = 1 and (roles & 1) <> 0", stop, ("org", organisation.Id)) == 0
            ? null
            : (await elevations.UseAsync(tx, viewer, ElevatedAct.Invite, organisation.Uid, stop)).Refusal;

    /// <summary>Uses a grant up to give the office. The only officer needs none, for nobody could give it; whom they appoint grants them nothing.</summary>
    /// <param name="on">The person; or the organisation into which one is invited as an officer.</param>
    public static async Task<Refusal?> ToOfficeAsync(Tx tx, Viewer viewer, Elevations elevations, string on, CancellationToken stop) =>
        viewer.IsSystem || await OfficerCount.WithoutPersonAsync(tx, viewer.PersonId, stop) == 0
            ? null
            : (await elevations.UseAsync(tx, viewer, ElevatedAct.Appoint, on, stop)).Refusal;
}
