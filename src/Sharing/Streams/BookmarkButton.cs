namespace Infohub.Sharing.Streams;

/// <summary>The button on a card and on the item's page.</summary>
/// <param name="Title">Of which item, where there are several on the page; masked.</param>
internal sealed record BookmarkButton(string Uid, bool Kept, string Title = "", bool HasKey = false);
