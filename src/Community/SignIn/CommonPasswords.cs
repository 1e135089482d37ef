using System.Collections.Frozen;

namespace Infohub.Community.SignIn;

/// <summary>The passwords that everybody tries first, and the usual ways to stretch them to twelve characters.</summary>
internal static class CommonPasswords
{
    private const string List =
        """
        123456 password 123456789 12345678 12345 qwerty 1234567 111111 123123 abc123 password1 1234 iloveyou 000000 qwerty123 1q2w3e4r admin
        monkey dragon letmein football baseball welcome master sunshine princess shadow superman michael ninja azerty trustno1 hunter batman
        passw0rd p@ssw0rd p@ssword login starwars hello freedom whatever qazwsx zaq12wsx 1qaz2wsx qwertyuiop asdfgh asdfghjkl zxcvbnm zxcvbn
        654321 666666 888888 121212 112233 123321 555555 777777 987654321 1234567890 0123456789 123456789012 charlie donald jordan thomas
        robert daniel george jennifer jessica michelle ashley nicole computer internet samsung google liverpool arsenal chelsea changeme
        secret administrator root default guest user temp test testtest welcome1 password123 passwordpassword hongkong hongkong123 woaini
        woaini1314 5201314 147258369 qwe123 aa123456 a123456 123qwe qwertyuiopasdf abcdefghijkl abcd1234 correcthorsebatterystaple security
        cybersecurity infohub summer winter spring autumn
        """;

    private static readonly FrozenSet<string> All = List.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Covers(string password)
    {
        var bare = new string([.. password.Where(c => !char.IsWhiteSpace(c))]);
        var core = bare.TrimEnd("0123456789!?.,-_#*$@+".ToCharArray());
        return password.Distinct().Count() < 5 || All.Contains(bare) || All.Contains(core) || Repeats(core.Length > 0 ? core : bare);
    }

    private static bool Repeats(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && text == string.Concat(Enumerable.Repeat(text[..length], text.Length / length)))
            {
                return length < 8 || All.Contains(text[..length]);
            }
        }

        return false;
    }
}
