using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Settings;

/// <summary>At set-up alone: notes that a person accepts the current terms. Everybody else does it in a session of their own.</summary>
public sealed class AcceptTermsFor(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string personUid, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (!viewer.IsSystem)
                {
                    return Refusal.NotFound;
                }

                var person = await tx.FirstAsync(
                    """
                    update person set terms = coalesce((select value from setting where name = 'terms'), '')
                    where uid = @uid and state = 1 returning id, org_id
                    """,
                    static r => new { Id = r.Long(0), Org = r.Long(1) },
                    stop,
                    ("uid", personUid));
                if (person is null)
                {
                    return Rights.SignIn;
                }

                tx.Record(new AuditEntry("person.terms", person.Id, person.Org, 0, "person", personUid));
                return Done.Yes;
            },
            stop);
}
