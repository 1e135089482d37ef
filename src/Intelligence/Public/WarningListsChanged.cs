namespace Infohub.Intelligence.Public;

/// <summary>A warning list was loaded, switched or removed: what goes out may be other than before.</summary>
/// <param name="At">When, in microseconds.</param>
public sealed record WarningListsChanged(long At);
