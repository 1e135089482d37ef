using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Infohub.Platform.Ids;

namespace Infohub.Demo.Script;

/// <summary>Ids while a script is loaded: between <see cref="Seed"/> and <see cref="Release"/> the same script gives the same ids and secrets.</summary>
public sealed class ScriptIds : IIdSource
{
    private readonly RandomIds random = new();
    private readonly Lock gate = new();
    private byte[]? seed;
    private long count;

    public string NewUid() => RandomIds.Format(NewSecret(7));

    public byte[] NewSecret(int length)
    {
        lock (gate)
        {
            return seed is null ? random.NewSecret(length) : Next(seed, length);
        }
    }

    /// <summary>Only for made-up communities: whoever knows the words knows the secrets.</summary>
    public void Seed(string words)
    {
        lock (gate)
        {
            seed = SHA256.HashData(Encoding.UTF8.GetBytes(words));
            count = 0;
        }
    }

    public void Release()
    {
        lock (gate)
        {
            seed = null;
        }
    }

    private byte[] Next(byte[] key, int length)
    {
        var result = new byte[length];
        Span<byte> number = stackalloc byte[8];
        Span<byte> block = stackalloc byte[32];
        for (var at = 0; at < length; at += block.Length)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, ++count);
            HMACSHA256.HashData(key, number, block);
            block[..Math.Min(block.Length, length - at)].CopyTo(result.AsSpan(at));
        }

        return result;
    }
}
