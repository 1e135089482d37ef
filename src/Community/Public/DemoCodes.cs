using Infohub.Community.SignIn;

namespace Infohub.Community.Public;

/// <summary>The code that an authenticator app would show for a known secret: for made-up people alone.</summary>
public static class DemoCodes
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="secret">Base 32, as in demo-accounts.json.</param>
    /// <param name="clock">The hub's clock.</param>
    public static int Now(string secret, TimeProvider clock) => Totp.Number(Decode(secret), Totp.StepAt(clock.GetUtcNow()));

    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in text.TrimEnd('=').ToUpperInvariant())
        {
            bits = ((bits << 5) | Letters.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)(bits >> held));
            }
        }

        return [.. bytes];
    }
}
