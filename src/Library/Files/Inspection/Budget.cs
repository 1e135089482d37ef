namespace Infohub.Library.Files.Inspection;

/// <summary>Counts what an inspection has cost over all its files and their layers.</summary>
internal sealed class Budget(InspectionLimits limits)
{
    private int entries;
    private long unpacked;

    public int Entries => entries;

    public long Unpacked => unpacked;

    public void SpendEntry()
    {
        if (++entries > limits.MaxEntries)
        {
            throw new UnreadableException(Reason.TooMany);
        }
    }

    public void Spend(long bytes)
    {
        if (bytes > limits.MaxUnpacked - unpacked)
        {
            throw new UnreadableException(Reason.TooLarge);
        }

        unpacked += bytes;
    }

    /// <summary>How many bytes that many packed bytes may become.</summary>
    public int RoomFor(int packed) =>
        (int)Math.Min(int.MaxValue / 2, Math.Min(limits.MaxUnpacked - unpacked, Math.Max(limits.FreeOfRatio, (long)packed * limits.MaxRatio)));
}
