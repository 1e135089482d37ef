using System.Buffers;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Exchange.Remotes;

/// <summary>A server to be.</summary>
/// <param name="Address">Of its discovery.</param>
/// <param name="User">The user of Basic, or the name of a header.</param>
/// <param name="Secret">Password, token or the header's value.</param>
internal sealed record NewRemote(string Name, string Address, RemoteScheme Scheme, string User, string Secret)
{
    public override string ToString() => "NewRemote " + Name;
}

/// <summary>Sets another organisation's TAXII server up, with an external source of its own (law W5); an administrator's act, after a fresh proof as for a key. The server is not asked yet.</summary>
internal sealed class AddRemote(Database database, RemoteDoor door, IIdSource ids)
{
    public async Task<Outcome<string>> RunAsync(Viewer viewer, NewRemote what, CancellationToken stop)
    {
        if (!Rights.ActsFor(viewer, viewer.OrganisationId) || viewer.PersonId == 0)
        {
            return RemoteRefusals.AdministratorsOnly;
        }

        var name = Invisible.OneLine(what.Name);
        if (name.Length is 0 or > Remote.LongestName)
        {
            return RemoteRefusals.Name;
        }

        if (what.Address.Length > 1000 || !Uri.TryCreate(what.Address.Trim(), UriKind.Absolute, out var address) || !door.MayAsk(address))
        {
            return RemoteRefusals.Address;
        }

        return RemoteCredentials.Wrong(what.Scheme, what.User, what.Secret) is { } wrong ? wrong : await database.WriteAsync(tx => PutAsync(tx, viewer, what with { Name = name, Address = address.AbsoluteUri }, stop), stop);
    }

    private async Task<Outcome<string>> PutAsync(Tx tx, Viewer viewer, NewRemote what, CancellationToken stop)
    {
        if (Fresh.Required(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        if (await tx.NumberAsync("select count(*) from remote where org_id = @org and ended_at = 0", stop, ("org", viewer.OrganisationId)) >= Remote.MostOfOrganisation)
        {
            return RemoteRefusals.TooMany;
        }

        var uid = ids.NewUid();
        var (wrapped, sealed_) = what.Scheme == RemoteScheme.None ? (null, null) : ((byte[]?, byte[]?))door.Close(uid, what.User, what.Secret);
        await tx.RunAsync(
            """
            insert into remote(uid, org_id, steward_id, steward_since, source_id, name, address, scheme, wrapped_key, secret, made_at)
            values (@uid, @org, @person, @now, @source, @name, @address, @scheme, @wrapped, @secret, @now)
            """,
            stop,
            ("uid", uid), ("org", viewer.OrganisationId), ("person", viewer.PersonId), ("now", tx.Now), ("source", await ExternalSources.AddAsync(tx, ids, what.Name, stop)), ("name", what.Name),
            ("address", what.Address), ("scheme", what.Scheme), ("wrapped", wrapped), ("secret", sealed_));
        tx.Record(new AuditEntry("remote.add", viewer.PersonId, viewer.OrganisationId, 0, "remote", uid));
        return uid;
    }
}

/// <summary>What may stand in a header of a request.</summary>
internal static class RemoteCredentials
{
    private const int Longest = 8000;

    /// <summary>RFC 9110 §5.6.2: the letters of a token.</summary>
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What the hub, or the connection, says itself.</summary>
    private static readonly HashSet<string> Set = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Connection", "Content-Length", "Content-Type", "Cookie", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent",
    };

    public static Refusal? Wrong(RemoteScheme scheme, string user, string secret) => scheme switch
    {
        RemoteScheme.None => null,
        _ when secret.Length is 0 or > Longest || user.Length > Longest || user.AsSpan().ContainsAny('\r', '\n', '\0') || secret.AsSpan().ContainsAny('\r', '\n', '\0') => RemoteRefusals.Credentials,
        RemoteScheme.Basic => user.Contains(':', StringComparison.Ordinal) || user.Length == 0 ? RemoteRefusals.Credentials : null,
        RemoteScheme.Header when user.Length is 0 or > 100 || user.AsSpan().ContainsAnyExcept(Token) || Set.Contains(user) => RemoteRefusals.Header,
        RemoteScheme.Bearer or RemoteScheme.Header => secret.All(l => l is >= ' ' and <= '~') ? null : RemoteRefusals.Credentials,
        _ => RemoteRefusals.Credentials,
    };
}
