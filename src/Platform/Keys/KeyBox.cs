using System.Security.Cryptography;
using System.Text;

namespace Infohub.Platform.Keys;

/// <summary>A text for the holder of one private key: ephemeral ECDH on P-256, HKDF-SHA256, AES-256-GCM. A public key is the point's two coordinates, 64 bytes.</summary>
public static class KeyBox
{
    private const int Coordinate = 32;
    private const int PointSize = 2 * Coordinate;

    public static ECDiffieHellman NewKey() => ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public static byte[] PublicKey(ECDiffieHellman key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [.. point.X!, .. point.Y!];
    }

    /// <param name="publicKey">The receiver's.</param>
    /// <param name="plain">What only the receiver reads.</param>
    /// <param name="about">Binds the text to its place.</param>
    public static byte[] Close(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> plain, string about)
    {
        using var receiver = Import(publicKey);
        using var ephemeral = NewKey();
        var point = PublicKey(ephemeral);
        return [.. point, .. KeyRing.Seal(Agree(ephemeral, receiver, point, publicKey), plain, Encoding.UTF8.GetBytes(about))];
    }

    public static byte[] Open(ECDiffieHellman key, ReadOnlySpan<byte> box, string about)
    {
        var point = box[..PointSize];
        using var sender = Import(point);
        return KeyRing.Unseal(Agree(key, sender, point, PublicKey(key)), box[PointSize..], Encoding.UTF8.GetBytes(about));
    }

    private static ECDiffieHellman Import(ReadOnlySpan<byte> point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[..Coordinate].ToArray(), Y = point[Coordinate..PointSize].ToArray() },
    });

    /// <summary>Both points go into the key, so that a box belongs to one exchange only.</summary>
    private static byte[] Agree(ECDiffieHellman own, ECDiffieHellman other, ReadOnlySpan<byte> ephemeral, ReadOnlySpan<byte> receiver)
    {
        using var otherPublic = other.PublicKey;
        var secret = own.DeriveRawSecretAgreement(otherPublic);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: [.. "infohub key box"u8, .. ephemeral, .. receiver]);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }
}
