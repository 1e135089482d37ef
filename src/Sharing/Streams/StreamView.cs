namespace Infohub.Sharing.Streams;

/// <summary>The views of home: one stream each.</summary>
internal static class StreamView
{
    public const string Touches = "touches";
    public const string Following = "following";
    public const string Circles = "circles";
    public const string All = "all";
    public const string Bookmarks = "bookmarks";

    private static readonly (string View, string Name)[] Known =
        [(Touches, "Touches me"), (Following, "Following"), (Circles, "My circles"), (All, "All I may read"), (Bookmarks, "Bookmarks")];

    public static IReadOnlyList<(string View, string Name)> Views => Known;

    /// <summary>An unknown word is the first view.</summary>
    public static string Parse(string? view) => Known.Any(k => k.View == view) ? view! : Touches;
}
