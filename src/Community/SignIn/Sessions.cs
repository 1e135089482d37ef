using System.Buffers.Text;
using Infohub.Community.Viewers;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;

namespace Infohub.Community.SignIn;

/// <summary>Where a session is opened from.</summary>
internal sealed record Origin(System.Net.IPAddress? Address, string Agent);

/// <summary>Sessions at rest: the hash of a secret that only the browser has.</summary>
internal sealed class Sessions(IIdSource ids)
{
    private const int LongestAgent = 200;

    /// <summary>A new session, both factors given; its secret.</summary>
    /// <param name="tx">The sign-in's transaction.</param>
    /// <param name="personId">Whose it is.</param>
    /// <param name="from">Shown to the person in the list of sessions.</param>
    /// <param name="earlier">The secret that the browser had before: it ends, so that nobody can fix a session on somebody.</param>
    public async Task<string> OpenAsync(Tx tx, long personId, Origin from, string? earlier)
    {
        if (earlier is not null)
        {
            await tx.RunAsync(
                "update session set ended_at = @now where token = @token and ended_at = 0",
                CancellationToken.None,
                ("token", ViewerSource.HashSecret(earlier)),
                ("now", tx.Now));
        }

        var token = Base64Url.EncodeToString(ids.NewSecret(32));
        await tx.RunAsync(
            """
            insert into session(token, person_id, created_at, seen_at, factor_at, strong_at, address, agent)
            values (@token, @person, @now, @now, @now, @now, @address, @agent)
            """,
            CancellationToken.None,
            ("token", ViewerSource.HashSecret(token)),
            ("person", personId),
            ("now", tx.Now),
            ("address", from.Address?.ToString() ?? ""),
            ("agent", from.Agent.Length > LongestAgent ? from.Agent[..LongestAgent] : from.Agent));
        return token;
    }

    /// <summary>Ends all sessions of a person but one (0: all). For whoever leaves, is suspended or starts anew.</summary>
    public static Task<int> EndAllAsync(Tx tx, long personId, long except = 0) =>
        tx.RunAsync(
            "update session set ended_at = @now where person_id = @person and id <> @except and ended_at = 0",
            CancellationToken.None,
            ("person", personId),
            ("except", except),
            ("now", tx.Now));

    /// <summary>What the record says of a person's own act on their account.</summary>
    public static AuditEntry Entry(string act, long personId, long organisationId, string personUid, string detail = "") =>
        new(act, personId, organisationId, 0, "person", personUid, detail);
}
