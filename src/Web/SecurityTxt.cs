using Infohub.Platform.Http;

namespace Infohub.Web;

/// <summary>Whom to tell of a weakness of this hub (RFC 9116).</summary>
internal static class SecurityTxt
{
    /// <summary>404 where the operator has named no contact (setting Security:Contact, as https:, mailto: or tel:, §2.5.3): a wrong one would be worse.</summary>
    public static IResult Answer(HttpContext context, IConfiguration settings, SiteAddress site, TimeProvider clock)
    {
        var contact = settings["Security:Contact"];
        if (!IsAddress(contact))
        {
            return Results.NotFound();
        }

        // RFC 9116 §2.5.5: less than a year ahead.
        var expires = clock.GetUtcNow().UtcDateTime.Date.AddDays(180);
        var lines = new List<string> { "Contact: " + contact, $"Expires: {expires:yyyy-MM-dd}T00:00:00Z", "Preferred-Languages: en, zh" };
        if (settings["Security:Policy"] is { } policy && IsAddress(policy))
        {
            lines.Add("Policy: " + policy);
        }

        if (site.Of(context.Request) is { Length: > 0 } address)
        {
            lines.Add($"Canonical: {address}/.well-known/security.txt");
        }

        return Results.Text(string.Join('\n', lines) + "\n", "text/plain; charset=utf-8");
    }

    private static bool IsAddress(string? text) =>
        text is not null && !text.AsSpan().ContainsAny('\r', '\n') && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "mailto" or "tel";
}
