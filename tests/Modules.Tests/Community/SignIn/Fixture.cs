using System.Net;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Welcome;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Modules.Tests.Community.SignIn;

/// <summary>A person who came in by a link, and what only they know.</summary>
internal sealed record Somebody(long Id, string Uid, string Email, string Password, byte[] Secret, string Token, IReadOnlyList<string> Codes);

/// <summary>People of one bank who sign in.</summary>
internal static class Fixture
{
    public const string Password = "seven quiet ferries";
    public static readonly Origin Here = new(IPAddress.Parse("203.0.113.7"), "Test/1.0");

    public static async Task<long> OrganisationAsync(this TestHub hub, string name)
    {
        await hub.Database.WriteAsync(
            tx => tx.RunAsync(
                "insert into organisation(uid, name, standing, state, joined_at, created_at) values (@uid, @name, 0, 1, @now, @now)",
                CancellationToken.None,
                ("uid", "O-" + name),
                ("name", name),
                ("now", tx.Now)),
            CancellationToken.None);
        return (await hub.NumberAsync("select max(id) from organisation"))!.Value;
    }

    public static async Task<long> InvitedAsync(this TestHub hub, long org, string name, Roles roles = Roles.None)
    {
        await hub.Database.WriteAsync(
            tx => tx.RunAsync(
                """
                insert into person(uid, org_id, name, email, invited_email, state, roles, joined_at, created_at)
                values (@uid, @org, @name, @uid, @email, 0, @roles, 0, @now)
                """,
                CancellationToken.None,
                ("uid", "P-" + name),
                ("org", org),
                ("name", name),
                ("email", EmailOf(name)),
                ("roles", roles),
                ("now", tx.Now)),
            CancellationToken.None);
        return (await hub.NumberAsync("select max(id) from person"))!.Value;
    }

    public static string EmailOf(string name) => name.ToLowerInvariant() + "@bank.example";

    /// <summary>The secret part of a new link.</summary>
    public static async Task<string> LinkAsync(this TestHub hub, long person, string purpose = OneTimeLinks.Invitation)
    {
        var links = hub.Get<OneTimeLinks>();
        var path = await hub.Database.WriteAsync<string>(async tx => await links.MakeAsync(tx, purpose, person, 1, tx.Now), CancellationToken.None);
        return path.Value["/welcome/".Length..];
    }

    public static async Task<Somebody> PersonAsync(this TestHub hub, string name, long org = 0, Roles roles = Roles.None)
    {
        var id = await hub.InvitedAsync(org == 0 ? await hub.OrganisationAsync("Bank of " + name) : org, name, roles);
        var (accepted, secret) = await hub.AcceptAsync(await hub.LinkAsync(id), "P-" + name);
        return new Somebody(id, "P-" + name, EmailOf(name), Password, secret, accepted.Value.Token, accepted.Value.Codes);
    }

    public static async Task<(Outcome<LinkAccepted> Accepted, byte[] Secret)> AcceptAsync(this TestHub hub, string token, string uid, string password = Password)
    {
        var offer = hub.Get<Enrolment>().OfferTo(uid, "x@bank.example", null);
        var secret = FromBase32(offer.Secret);
        var answer = new LinkAnswer(token, AcceptsTerms: true, Here, null) { Password = password, SealedSecret = offer.Sealed, Code = hub.Code(secret) };
        return (await hub.Get<AcceptLink>().RunAsync(answer, CancellationToken.None), secret);
    }

    public static string Code(this TestHub hub, byte[] secret) => Totp.Code(secret, Totp.StepAt(hub.Clock.GetUtcNow()));

    /// <summary>A code that was not used yet: that of the next half minute.</summary>
    public static string NextCode(this TestHub hub, Somebody who)
    {
        hub.Clock.Advance(TimeSpan.FromSeconds(30));
        return hub.Code(who.Secret);
    }

    public static Task<Outcome<SignedIn>> SignInAsync(this TestHub hub, string email, string password, string code, Origin? from = null) =>
        hub.Get<SignInWithPassword>().RunAsync(new(email, password, code, from ?? Here, null), CancellationToken.None);

    public static Task<Viewer> ViewerAsync(this TestHub hub, string token) => hub.Get<ViewerSource>().FromSessionAsync(token, CancellationToken.None);

    public static Task<long?> NumberAsync(this TestHub hub, string sql) =>
        hub.Database.ReadAsync(s => s.NumberAsync(sql, CancellationToken.None), CancellationToken.None);

    public static Task RunAsync(this TestHub hub, string sql) => hub.Database.WriteAsync(tx => tx.RunAsync(sql, CancellationToken.None), CancellationToken.None);

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Replace(" ", "").Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
