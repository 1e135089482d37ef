using System.Security.Cryptography.X509Certificates;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Keys;

/// <summary>
/// Binds a client certificate to the key that asks: from then on it opens the key, as its secret does. The request came over a connection that proved the private key and with the secret, so that nobody binds
/// another's certificate, and a certificate opens the key to which it was bound last.
/// </summary>
public sealed class BindCertificate(Database database)
{
    /// <param name="viewer">A key.</param>
    /// <param name="certificate">What the connection showed; null to bind none.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, X509Certificate2? certificate, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await tx.FirstAsync("select uid from api_key where id = @id and revoked_at = 0", static r => r.Text(0), stop, ("id", viewer.KeyId)) is not { } uid)
                {
                    return Refusal.NotFound;
                }

                var hash = certificate is null ? null : ViewerSource.HashCertificate(certificate);
                await tx.RunAsync("update api_key set certificate = null where certificate = @hash", stop, ("hash", hash));
                await tx.RunAsync("update api_key set certificate = @hash where id = @id", stop, ("hash", hash), ("id", viewer.KeyId));
                tx.Record(new AuditEntry("key.certificate", viewer.PersonId, viewer.OrganisationId, 0, "key", uid, hash is null ? "none" : Convert.ToHexStringLower(hash)));
                return Done.Yes;
            },
            stop);
}
