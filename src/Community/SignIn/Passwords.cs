using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn;

/// <summary>Passwords at rest: <c>pbkdf2$iterations$salt$hash</c>, PBKDF2 with HMAC-SHA-512.</summary>
internal sealed class Passwords(IIdSource ids, SignInOptions options)
{
    private const int HashLength = 32;
    internal const int Longest = 256;

    // A hash costs a core for a fifth of a second: more at once than cores would only make all of them late.
    private static readonly SemaphoreSlim Gate = new(Environment.ProcessorCount);

    private long spent;

    private readonly string nobody = Format(options.PasswordIterations, new byte[16], new byte[HashLength]);

    /// <summary>Iterations spent on what was typed: what a test compares, where time would tell of the machine.</summary>
    internal long Spent => Interlocked.Read(ref spent);

    public async Task<string> HashAsync(string password, CancellationToken stop)
    {
        var salt = ids.NewSecret(16);
        return Format(options.PasswordIterations, salt, await DeriveAsync(password, salt, options.PasswordIterations, stop));
    }

    /// <summary>Does the same work where there is no account or no password: pass an empty <paramref name="stored"/>.</summary>
    public async Task<bool> VerifyAsync(string password, string stored, CancellationToken stop)
    {
        if (password.Length is 0 or > Longest)
        {
            return false;
        }

        var words = (stored.Length == 0 ? nobody : stored).Split('$');
        var iterations = int.Parse(words[1], CultureInfo.InvariantCulture);
        Interlocked.Add(ref spent, iterations);
        var hash = await DeriveAsync(password, Convert.FromBase64String(words[2]), iterations, stop);
        return CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(words[3])) && stored.Length > 0;
    }

    /// <summary>32 bytes that only the password gives; also for what is locked by a passphrase.</summary>
    public static async Task<byte[]> DeriveAsync(string password, byte[] salt, int iterations, CancellationToken stop)
    {
        var bytes = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC));
        await Gate.WaitAsync(stop);
        try
        {
            return await Task.Run(() => Rfc2898DeriveBytes.Pbkdf2(bytes, salt, iterations, HashAlgorithmName.SHA512, HashLength), stop);
        }
        finally
        {
            Gate.Release();
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Why the password may not be chosen, or null.</summary>
    /// <param name="password">What was typed.</param>
    /// <param name="names">The organisation's name, the e-mail address, the person's name.</param>
    public static Refusal? Weakness(string password, params string[] names) => password switch
    {
        { Length: < 12 } => Refusal.Invalid("password-short", "Use at least 12 characters: a few words that only you would put together.", "password"),
        { Length: > Longest } => Refusal.Invalid("password-long", "Use at most 256 characters.", "password"),
        _ when CommonPasswords.Covers(password) => Refusal.Invalid("password-common", "This password is one of the first that others would try.", "password"),
        _ when Parts(names).Any(part => password.Contains(part, StringComparison.OrdinalIgnoreCase)) =>
            Refusal.Invalid("password-names", "Leave your name, your e-mail address and your organisation out of the password.", "password"),
        _ => null,
    };

    private static IEnumerable<string> Parts(string[] names) => names
        .SelectMany(name => name.Split([' ', '@', '.', '-', '_', '+', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries))
        .Where(part => part.Length >= 4);

    private static string Format(int iterations, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"pbkdf2${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
