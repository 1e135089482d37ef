using System.Buffers;

namespace Infohub.Stix.Validation;

/// <summary>Letters of which texts are made.</summary>
internal static class Letters
{
    public static readonly SearchValues<byte> SmallHex = SearchValues.Create("0123456789abcdef"u8);
    public static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF"u8);
    public static readonly SearchValues<byte> PropertyName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);
    public static readonly SearchValues<byte> RelationshipType = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-"u8);
    public static readonly SearchValues<byte> OfAddress = SearchValues.Create(" \t<>\"@,"u8);
}
