using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Infohub.Modules.Tests.Community.SignIn;

/// <summary>A passkey in software: ES256, no attestation. What a device and its browser would send.</summary>
internal sealed class SoftAuthenticator(string origin)
{
    private const byte Present = 0x01, Verified = 0x04, Attested = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private byte[] userHandle = [];
    private uint counter;

    public string Origin { get; set; } = origin;

    public bool VerifiesItsUser { get; set; } = true;

    /// <summary>Steps the counter, or leaves it where a copy of the device would.</summary>
    public bool Counts { get; set; } = true;

    public string Create(string options)
    {
        var asked = JsonDocument.Parse(options).RootElement;
        userHandle = Base64Url.DecodeFromChars(asked.GetProperty("user").GetProperty("id").GetString()!);
        var client = ClientData("webauthn.create", asked);
        byte[] data =
        [
            .. Head(asked.GetProperty("rp").GetProperty("id").GetString()!, Attested),
            .. new byte[16], 0, (byte)id.Length, .. id, .. CoseKey(),
        ];
        // {"fmt": "none", "attStmt": {}, "authData": bytes}
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new { clientDataJSON = Text(client), attestationObject = Text(attestation), transports = new[] { "internal" } });
    }

    public string Get(string options)
    {
        var asked = JsonDocument.Parse(options).RootElement;
        var client = ClientData("webauthn.get", asked);
        var data = Head(asked.GetProperty("rpId").GetString()!, 0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = Text(userHandle) });
    }

    private string Credential(object response) =>
        JsonSerializer.Serialize(new { id = Text(id), rawId = Text(id), type = "public-key", response, clientExtensionResults = new { } });

    private byte[] ClientData(string type, JsonElement asked) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = asked.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    private byte[] Head(string rp, byte more)
    {
        counter += Counts ? 1u : 0u;
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(rp)), (byte)(Present | (VerifiesItsUser ? Verified : 0) | more), .. count];
    }

    // RFC 9053 §7.1.1: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    private byte[] CoseKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
