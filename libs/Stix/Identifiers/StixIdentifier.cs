using System.Buffers.Text;
using System.Text;

namespace Infohub.Stix.Identifiers;

/// <summary>An identifier of an object, <c>type--UUID</c> (STIX 2.1 §2.9).</summary>
/// <param name="Type">The type of the object that it names.</param>
/// <param name="Uuid">A UUID as RFC 4122 has it.</param>
public readonly record struct StixIdentifier(string Type, Guid Uuid)
{
    private const int UuidLength = 36;

    /// <summary>Reads an identifier. Never throws.</summary>
    /// <returns>True and the identifier, or false for every other text.</returns>
    public static bool TryParse(string? text, out StixIdentifier identifier)
    {
        identifier = default;
        if (text is null || !TryRead(Encoding.UTF8.GetBytes(text), out var typeLength, out _))
        {
            return false;
        }

        identifier = new StixIdentifier(text[..typeLength], Guid.Parse(text.AsSpan(typeLength + 2)));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}--{Uuid}";

    /// <summary>True where it has the form, with the length of its type and the version of its UUID.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out int typeLength, out int version)
    {
        (typeLength, version) = (text.Length - UuidLength - 2, 0);
        if (typeLength < 1 || text[typeLength] != '-' || text[typeLength + 1] != '-' || !IsTypeName(text[..typeLength]))
        {
            return false;
        }

        var uuid = text[(typeLength + 2)..];
        version = uuid[14] - '0';
        // RFC 4122 §4.1.1, §4.1.3: the variant 10x, and versions from 1 to 5.
        return Utf8Parser.TryParse(uuid, out Guid _, out var consumed, 'D') && consumed == UuidLength && version is >= 1 and <= 5 && "89abAB"u8.Contains(uuid[19]);
    }

    /// <summary>§3.1, §7.3.2: small letters, digits and single hyphens, a letter first, 3 to 250 of them.</summary>
    internal static bool IsTypeName(ReadOnlySpan<byte> name)
    {
        if (name.Length is < 3 or > 250 || name[0] is < (byte)'a' or > (byte)'z')
        {
            return false;
        }

        for (var i = 1; i < name.Length; i++)
        {
            var c = name[i];
            if (!(c is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' || (c == '-' && name[i - 1] != '-')))
            {
                return false;
            }
        }

        return true;
    }
}
