using Infohub.Platform.Data;

namespace Infohub.Sharing.Feeds;

/// <summary>What the page of feeds calls.</summary>
internal sealed record FeedPages(FeedShelf Shelf, MakeFeed Make, BindFeed Bind, EndFeed End, Database Database);
