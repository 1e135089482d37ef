using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Infohub.Web;

/// <summary>The hub's certificate with its chain and its key, from the two PEM files that the command line names.</summary>
internal static class TlsFiles
{
    /// <summary>What is wrong with them, or null.</summary>
    public static string? Wrong(string certificate, string key)
    {
        try
        {
            using var own = X509Certificate2.CreateFromPemFile(certificate, key);
            return null;
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return $"{certificate} and {key} do not fit together: the first must be a certificate in PEM, its chain after it, the second its key, not encrypted, and both must be readable.";
        }
    }

    public static HttpsConnectionAdapterOptions Open(string certificate, string key)
    {
        // the chain, too: a client that knows the root alone would not find the way
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        return new HttpsConnectionAdapterOptions { ServerCertificate = X509Certificate2.CreateFromPemFile(certificate, key), ServerCertificateChain = chain };
    }

    /// <summary>The same, and the client must show a certificate too, of whatever issuer: it is known by itself, by the key to which it was bound.</summary>
    public static HttpsConnectionAdapterOptions OpenForMachines(string certificate, string key)
    {
        var options = Open(certificate, key);
        (options.ClientCertificateMode, options.ClientCertificateValidation) = (ClientCertificateMode.RequireCertificate, static (_, _, _) => true);
        return options;
    }
}
