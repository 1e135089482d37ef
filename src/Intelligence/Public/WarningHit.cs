namespace Infohub.Intelligence.Public;

/// <summary>A value stands on a warning list: it is known, and blocking it would hurt the innocent.</summary>
/// <param name="List">The list's name; of a built-in one in English, a key of the texts.</param>
/// <param name="Entry">What of the list the value met: itself, a name above it, a network around it, a part or a pattern.</param>
public sealed record WarningHit(string List, string Entry);
