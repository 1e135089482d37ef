using System.Net;
using System.Text;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn;

/// <summary>
/// Limits on guessing, on the command and not on a route: by account (as a keyed hash, so that the table holds no address), by network and
/// over all. An attempt is counted before it is tried, so that a hundred at once are a hundred. A network from which an account was opened
/// has a count of its own for it: whoever guesses from elsewhere closes the account elsewhere, not to its owner.
/// </summary>
internal sealed class Attempts(Database database, KeyRing keys)
{
    private const int FreeTries = 5;
    private const long FirstWait = 30 * Micros.Second;
    private const long LongestWait = 15 * Micros.Minute;
    private const long Forgotten = Micros.Day;

    /// <summary>How long a network is known after the last sign-in from it.</summary>
    private const long Known = 90 * Micros.Day;

    private static readonly Bucket Network = new(30, 20 * Micros.Second);
    private static readonly Bucket Everybody = new(400, Micros.Second / 2);

    private static readonly Refusal TooMany = new(
        RefusalKind.TooMany, "too-many", "There were too many attempts. Wait a minute, then try again.");

    /// <summary>Counts an attempt. A closed account is not refused here: it must cost the same work and get the same answer as any failure.</summary>
    /// <param name="email">The account as typed.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<Outcome<Admission>> AdmitAsync(string email, IPAddress? from, CancellationToken stop)
    {
        var network = "network:" + Prefix(from);
        var anywhere = "account:" + Hash(Canonical(email));
        var here = Hash(Canonical(email) + "\n" + network);
        return database.WriteAsync<Admission>(
            async tx =>
            {
                await HoldAsync(tx);
                if (!await FillAsync(tx, network, Network, stop) || !await FillAsync(tx, "all", Everybody, stop))
                {
                    return TooMany;
                }

                var (_, known) = await FindAsync(tx, "known:" + here, stop);
                var account = tx.Now < known + Known ? "account:" + here : anywhere;
                return new Admission(account, network, "known:" + here, await CountAsync(tx, account, stop));
            },
            stop);
    }

    /// <summary>The attempt was right: it does not count, and its network is known from now on.</summary>
    public static async Task ForgiveAsync(Tx tx, Admission admission)
    {
        await HoldAsync(tx);
        await tx.RunAsync(
            "delete from attempt where subject = @account or last_at < case when subject like 'known:%' then @unknown else @old end",
            CancellationToken.None,
            ("account", admission.Account),
            ("unknown", tx.Now - Known),
            ("old", tx.Now - (2 * Forgotten)));
        await SetAsync(tx, admission.Known, 0, tx.Now, CancellationToken.None);
        foreach (var subject in new[] { "all", admission.Network })
        {
            await tx.RunAsync(
                "update attempt set failures = failures - 1 where subject = @subject and failures > 0", CancellationToken.None, ("subject", subject));
        }
    }

    /// <summary>One spelling for each account.</summary>
    public static string Canonical(string email) => email.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>What one customer of a provider usually has: a /24, or a /56.</summary>
    public static string Prefix(IPAddress? from) => ClientAddress.Prefix(from);

    private string Hash(string subject) => Convert.ToHexString(keys.Hash("attempt", subject).AsSpan(0, 16));

    /// <summary>Counting reads and then writes, several rows: one at a time. SQLite has one writer as it is.</summary>
    private static async Task HoldAsync(Tx tx)
    {
        if (tx.Engine == Engine.Postgres)
        {
            await tx.RunAsync("select pg_advisory_xact_lock(7110)", CancellationToken.None);
        }
    }

    private static async Task<bool> CountAsync(Tx tx, string account, CancellationToken stop)
    {
        var (failures, last) = await FindAsync(tx, account, stop);
        failures = last < tx.Now - Forgotten ? 0 : failures;
        if (tx.Now < last + Wait(failures))
        {
            // Not counted: whoever knocks on a closed door must not be able to keep it closed for ever.
            return true;
        }

        await SetAsync(tx, account, failures + 1, tx.Now, stop);
        if (failures + 1 == FreeTries)
        {
            tx.Record(new AuditEntry("signin.lock", 0, 0, 0, "account", ""));
        }

        return false;
    }

    private static long Wait(long failures) =>
        failures < FreeTries ? 0 : Math.Min(LongestWait, FirstWait << (int)Math.Min(10, failures - FreeTries));

    /// <summary>A bucket that leaks: false where it is full.</summary>
    private static async Task<bool> FillAsync(Tx tx, string subject, Bucket bucket, CancellationToken stop)
    {
        var (level, last) = await FindAsync(tx, subject, stop);
        var leaked = Math.Max(0, tx.Now - last) / bucket.Leak;
        var (now, at) = leaked >= level ? (0, tx.Now) : (level - leaked, last + (leaked * bucket.Leak));
        if (now >= bucket.Holds)
        {
            return false;
        }

        await SetAsync(tx, subject, now + 1, at, stop);
        return true;
    }

    private static async Task<(long Failures, long Last)> FindAsync(Tx tx, string subject, CancellationToken stop) =>
        await tx.FirstAsync(
            "select failures, last_at from attempt where subject = @subject", static r => (r.Long(0), r.Long(1)), stop, ("subject", subject));

    private static Task<int> SetAsync(Tx tx, string subject, long failures, long at, CancellationToken stop) =>
        tx.RunAsync(
            """
            insert into attempt(subject, failures, last_at) values (@subject, @failures, @at)
            on conflict(subject) do update set failures = excluded.failures, last_at = excluded.last_at
            """,
            stop,
            ("subject", subject),
            ("failures", failures),
            ("at", at));

    private sealed record Bucket(long Holds, long Leak);
}

/// <summary>A counted attempt.</summary>
/// <param name="Account">The account's subject.</param>
/// <param name="Network">The network's subject.</param>
/// <param name="Known">Account and network together: kept where the attempt was right.</param>
/// <param name="Closed">True while the account takes no guesses, right or wrong.</param>
internal sealed record Admission(string Account, string Network, string Known, bool Closed);
