using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Infohub.Demo.Community;

/// <summary>Choices that look free and are always the same: each follows from words.</summary>
internal static class Chance
{
    public static int Number(int below, params ReadOnlySpan<object> words) => (int)(Bits(words) % (uint)below);

    public static T Of<T>(IReadOnlyList<T> list, params ReadOnlySpan<object> words) => list[Number(list.Count, words)];

    public static string Sha256(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));

    private static uint Bits(ReadOnlySpan<object> words) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', words.ToArray()))));
}
