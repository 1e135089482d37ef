using System.Text;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;

namespace Infohub.Platform.Http;

/// <summary>
/// Repeats of a request with the same Idempotency-Key by the same viewer: done once, answered the same (draft-ietf-httpapi-idempotency-key-header).
/// What is kept of it joins nobody to anything without the key file: who shared anonymously must not stand in the database (law W7).
/// </summary>
public sealed class Idempotency(Database database, KeyRing keys)
{
    /// <summary>Characters of a key.</summary>
    public const int LongestKey = 100;

    /// <summary>Where the key was used with another request.</summary>
    private static readonly Refusal Other = Refusal.Invalid("idempotency-key", "This Idempotency-Key was used for another request. Take a new one.");

    /// <summary>Refused within the transaction where a request with the same key came first; the answer is then looked up.</summary>
    private static readonly Refusal Raced = Refusal.Conflict("idempotency-race", "The same request is being done. Ask again.");

    /// <param name="context">The request; without the header the act is simply done.</param>
    /// <param name="viewer">Who asks: keys of different viewers never meet.</param>
    /// <param name="request">What is asked, in a form that is equal for equal requests.</param>
    /// <param name="act">The use case.</param>
    /// <param name="uidOf">The address of what was made.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>The address of what was made, now or the first time.</returns>
    public async Task<Outcome<string>> OnceAsync<T>(
        HttpContext context, string viewer, byte[] request, Func<Task<Outcome<T>>> act, Func<T, string> uidOf, CancellationToken stop)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            var plain = await act();
            return plain.Refusal is { } wrong ? wrong : uidOf(plain.Value);
        }

        if (key.Length > LongestKey)
        {
            return Refusal.Invalid("idempotency-key-long", "An Idempotency-Key has at most {0} characters.", null, LongestKey);
        }

        var once = Once.Of(keys, viewer, key, request);
        if (await KnownAsync(once, stop) is { } known)
        {
            return known;
        }

        using var also = AlsoWrite.Begin(async (tx, made) =>
            await tx.RunAsync(
                "insert into idempotency(viewer, key, request, object_uid, at) values ('', @key, @request, @uid, @now) on conflict do nothing",
                stop,
                ("key", once.Key),
                ("request", once.Request),
                ("uid", once.Seal(made is T value ? uidOf(value) : "")),
                ("now", tx.Now)) == 1 ? null : Raced);
        var outcome = await act();
        // Whatever the reason: the same request may have come first in between, and what it did may be why this one is refused.
        return outcome.Refusal is { } refusal
            ? await KnownAsync(once, stop) ?? refusal
            : uidOf(outcome.Value);
    }

    private Task<Outcome<string>?> KnownAsync(Once once, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.FirstAsync(
                "select request, object_uid from idempotency where viewer = '' and key = @key",
                r => (Outcome<string>?)(r.Bytes(0).AsSpan().SequenceEqual(once.Request) ? (Outcome<string>)once.Unseal(r.Text(1)) : (Outcome<string>)Other),
                stop,
                ("key", once.Key)),
            stop);

    /// <param name="Key">Viewer and key under the key ring: what is looked up.</param>
    /// <param name="Request">The request under the key ring.</param>
    /// <param name="Secret">Seals the answer.</param>
    private sealed record Once(string Key, byte[] Request, byte[] Secret)
    {
        public static Once Of(KeyRing keys, string viewer, string key, byte[] request)
        {
            var whose = viewer + "\n" + key;
            return new Once(Convert.ToHexString(keys.Hash("idempotency", whose)), keys.Hash("idempotency-request", [.. Encoding.UTF8.GetBytes(whose + "\n"), .. request]), keys.Hash("idempotency-answer", whose));
        }

        public string Seal(string answer) => Convert.ToBase64String(KeyRing.Seal(Secret, Encoding.UTF8.GetBytes(answer), Request));

        public string Unseal(string answer) => Encoding.UTF8.GetString(KeyRing.Unseal(Secret, Convert.FromBase64String(answer), Request));
    }
}
