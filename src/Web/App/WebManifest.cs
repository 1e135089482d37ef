using Infohub.Platform.Ui;

namespace Infohub.Web.App;

/// <summary>What a telephone needs to keep the hub among its apps (W3C Web App Manifest), under the community's own name.</summary>
internal static class WebManifest
{
    private const string Rail = "#111b2e";

    public static IResult Answer(HttpContext context, PageFrame frame, Words words)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        return Results.Json(
            new Manifest(
                "/", frame.SiteName, frame.Language, "/", "/", "standalone", Rail, Rail,
                [new ManifestIcon("/icon-192.png", "192x192", "any"), new ManifestIcon("/icon-512.png", "512x512", "any"), new ManifestIcon("/icon-maskable.png", "512x512", "maskable")],
                [new ManifestShortcut(words["Share"], "/share"), new ManifestShortcut(words["Inbox"], "/inbox")]),
            contentType: "application/manifest+json");
    }

    private sealed record Manifest(
        string Id, string Name, string Lang, string Start_url, string Scope, string Display, string Background_color, string Theme_color,
        IReadOnlyList<ManifestIcon> Icons, IReadOnlyList<ManifestShortcut> Shortcuts);

    private sealed record ManifestIcon(string Src, string Sizes, string Purpose)
    {
        public string Type => "image/png";
    }

    private sealed record ManifestShortcut(string Name, string Url);
}
