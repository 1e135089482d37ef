namespace Infohub.Library.Files.Inspection.Programs;

/// <summary>The agreed test file of the anti-virus makers: a program of printable letters.</summary>
internal static class Eicar
{
    // in two halves, so that no scanner takes this assembly for the test file
    private static readonly byte[] Start = [.. @"X5O!P%@AP[4\PZX54(P^)7CC)7}$"u8, .. "EICAR-STANDARD-ANTIVIRUS-TEST-FILE"u8];

    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith(Start);
}
