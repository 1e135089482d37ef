using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Keys;

/// <summary>Raises or lowers a key's ceiling: an administrator of its organisation, up to AMBER+STRICT (law section 1); an officer for a hub's, which counts up to AMBER (reading 14).</summary>
public sealed class SetKeyCeiling(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string keyUid, Tlp ceiling, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await KeyRow.FindAsync(tx, viewer, keyUid, stop) is not { RevokedAt: 0 } key)
                {
                    return Refusal.NotFound;
                }

                if (!(key.OfHub ? Rights.IsOfficer(viewer) : Rights.ActsFor(viewer, key.OrgId)))
                {
                    return KeyRefusals.AdministratorsOnly;
                }

                if (ceiling is < Tlp.Clear or > Tlp.AmberStrict)
                {
                    return KeyRefusals.Ceiling;
                }

                // No networks say openly that it works from anywhere (reading 15); 0.0.0.0/0 looks like a bound and is none.
                if (ceiling > Tlp.Green && key.Networks.Length > 0 && !Viewers.Networks.Bind(key.Networks))
                {
                    return KeyRefusals.NetworksWide;
                }

                if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
                {
                    return confirm;
                }

                await tx.RunAsync("update api_key set ceiling = @ceiling where id = @id", stop, ("ceiling", ceiling), ("id", key.Id));
                tx.Record(new AuditEntry("key.ceiling", viewer.PersonId, viewer.OrganisationId, 0, "key", key.Uid, $"{key.Ceiling} to {(int)ceiling}"));
                return Done.Yes;
            },
            stop);
}
