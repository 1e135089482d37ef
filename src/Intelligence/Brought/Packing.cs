using System.Buffers.Binary;
using System.IO.Compression;

namespace Infohub.Intelligence.Brought;

/// <summary>Objects one behind the other, packed: what members bring says much the same in each.</summary>
internal static class Packing
{
    public static byte[] Pack(IEnumerable<byte[]> objects)
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            Span<byte> length = stackalloc byte[4];
            foreach (var one in objects)
            {
                BinaryPrimitives.WriteInt32LittleEndian(length, one.Length);
                zip.Write(length);
                zip.Write(one);
            }
        }

        return packed.ToArray();
    }

    /// <summary>Of what <see cref="Pack"/> made, opened from its seal: no stranger's bytes.</summary>
    public static List<byte[]> Unpack(byte[] packed)
    {
        var objects = new List<byte[]>();
        using var zip = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        Span<byte> length = stackalloc byte[4];
        while (zip.ReadAtLeast(length, 4, throwOnEndOfStream: false) == 4)
        {
            var one = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            zip.ReadExactly(one);
            objects.Add(one);
        }

        return objects;
    }
}
