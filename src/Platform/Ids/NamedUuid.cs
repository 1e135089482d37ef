namespace Infohub.Platform.Ids;

/// <summary>UUIDs that are made of something, so that nothing need be kept to name it again.</summary>
public static class NamedUuid
{
    /// <summary>In the form of version 4 (RFC 9562 §5.4), for some clients take no other.</summary>
    /// <param name="hash">At least 16 bytes; six bits of them are lost.</param>
    public static Guid Of(ReadOnlySpan<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        hash[..16].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
