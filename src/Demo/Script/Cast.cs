using System.Security.Cryptography;
using System.Text;

namespace Infohub.Demo.Script;

/// <summary>What the world's names stand for in the hub.</summary>
public sealed class Cast
{
    public Dictionary<string, string> Organisations { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CastPerson> People { get; } = new(StringComparer.Ordinal);

    /// <summary>The officers who keep seals.</summary>
    public HashSet<string> Keepers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Circles { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CastKey> Keys { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CastFeed> Feeds { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Items { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests for wider sharing.</summary>
    public Dictionary<string, CastAsk> Asks { get; } = new(StringComparer.Ordinal);
}

public sealed record CastPerson(long Id, string Uid, string Email, string Organisation)
{
    public string Password => Secrets.Password(Email);

    public byte[] TotpSecret => Secrets.Totp(Email);

    /// <summary>Opens the seal key of an officer who keeps one.</summary>
    public string SealPassphrase => Secrets.Passphrase(Email);
}

public sealed record CastKey(string Uid, string Secret, string Owner, string Ceiling = "TLP:GREEN");

public sealed record CastFeed(string Uid, string Token);

/// <summary>A request for wider sharing, and of which item.</summary>
public sealed record CastAsk(string Uid, string Item);

/// <summary>Sign-in secrets of made-up people, known to everybody who reads this.</summary>
internal static class Secrets
{
    private static readonly string[] First = ["quiet", "copper", "winter", "paper", "amber", "silver", "early", "western", "salted", "narrow", "velvet", "morning", "patient", "yellow", "distant", "hollow"];
    private static readonly string[] Second = ["ferry", "lantern", "anchor", "kettle", "sparrow", "umbrella", "market", "harvest", "compass", "bamboo", "teapot", "signal", "orchard", "typhoon", "bridge", "pillow"];
    private static readonly string[] Third = ["crossing", "window", "garden", "ladder", "station", "river", "letter", "mountain", "basket", "evening", "library", "island", "kitchen", "journey", "promise", "winner"];

    public static string Password(string email)
    {
        var hash = Hash("password", email);
        return $"{First[hash[0] & 15]}-{Second[hash[1] & 15]}-{Third[hash[2] & 15]}-{10 + (hash[3] % 90)}";
    }

    public static string Passphrase(string email)
    {
        var hash = Convert.ToHexStringLower(Hash("seal", email));
        return $"{hash[..4]}-{hash[4..8]}-{hash[8..12]}-{hash[12..16]}";
    }

    public static byte[] Totp(string email) => Hash("totp", email)[..20];

    private static byte[] Hash(string purpose, string email) => SHA256.HashData(Encoding.UTF8.GetBytes("demo " + purpose + " " + email));
}
