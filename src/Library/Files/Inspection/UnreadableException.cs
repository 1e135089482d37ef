namespace Infohub.Library.Files.Inspection;

/// <summary>Stops the reading of a damaged or oversized container; caught in one place, where its path is known.</summary>
internal sealed class UnreadableException(Reason reason) : Exception(reason.Code)
{
    public Reason Reason { get; } = reason;

    public static UnreadableException Broken => new(Reason.Broken);
}
