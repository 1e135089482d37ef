using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Infohub.Community.Keys;

/// <summary>The certificate by which the other end of the connection showed itself (TLS client authentication). It is known by itself, whoever issued it; its dates count.</summary>
internal static class ClientCertificate
{
    /// <summary>Null where there is none that is valid now.</summary>
    public static X509Certificate2? Of(HttpContext context, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return context.Connection.ClientCertificate is { } shown && shown.NotBefore.ToUniversalTime() <= now && now <= shown.NotAfter.ToUniversalTime() ? shown : null;
    }
}
