using Infohub.Observables.Scanning;

namespace Infohub.Observables.Personal;

/// <summary>Passwords and tokens that a URL carries.</summary>
internal static class Secrets
{
    private static readonly string[] Names =
        ["password", "passwd", "pwd", "pass", "token", "access_token", "auth_token", "api_key", "apikey", "secret", "client_secret"];

    /// <summary>Where the secret stands in the text, or null.</summary>
    public static Range? In(ReadOnlySpan<char> text, Hit url)
    {
        var user = url.Mark + Forms.Separator(text, url.Mark);
        var colon = text[user..url.HostStart].IndexOf(':');
        var sign = url.HostStart - (text[url.HostStart - 1] == '@' ? 1 : 3);
        if (colon > 0 && user + colon + 1 < sign)
        {
            return (user + colon + 1)..sign;
        }

        return InQuery(text, url);
    }

    private static Range? InQuery(ReadOnlySpan<char> text, Hit url)
    {
        var query = text[url.HostEnd..url.End].IndexOfAny('?', '#');
        if (query < 0)
        {
            return null;
        }

        for (var at = url.HostEnd + query + 1; at < url.End;)
        {
            var field = text[at..url.End];
            var length = field.IndexOfAny('&', '#', ';');
            length = length < 0 ? field.Length : length;
            var equals = field[..length].IndexOf('=');
            if (equals > 0 && equals + 1 < length && IsSecret(field[..equals]))
            {
                return (at + equals + 1)..(at + length);
            }

            at += length + 1;
        }

        return null;
    }

    private static bool IsSecret(ReadOnlySpan<char> name)
    {
        foreach (var secret in Names)
        {
            if (name.Equals(secret, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
