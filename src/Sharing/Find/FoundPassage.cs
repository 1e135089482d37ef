namespace Infohub.Sharing.Find;

/// <summary>Where the words were found: the field by its name, and the text around them, masked (C3).</summary>
internal sealed record FoundPassage(string Field, string Before, string Hit, string After);
