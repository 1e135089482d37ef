using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infohub.Web;

/// <summary>The field by which a proxy hands on the certificate that its client showed (RFC 9440 §2.2): its DER as a byte sequence of structured fields (RFC 8941 §3.3.5), base64 between colons.</summary>
internal static class ClientCertField
{
    public const string Name = "Client-Cert";

    /// <exception cref="CryptographicException">It is none; the middleware takes the request as one without.</exception>
    public static X509Certificate2 Read(string value)
    {
        var bytes = new byte[Math.Min(value.Length, 32 << 10)];
        return value.Length > 2 && value[0] == ':' && value[^1] == ':' && Convert.TryFromBase64Chars(value.AsSpan(1, value.Length - 2), bytes, out var length)
            ? X509CertificateLoader.LoadCertificate(bytes.AsSpan(0, length))
            : throw new CryptographicException("Not a byte sequence.");
    }
}
