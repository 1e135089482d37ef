using System.Diagnostics;
using System.Net;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Modules.Tests.Community.SignIn;

public sealed class SignInTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Password_and_code_together_make_a_live_session(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");

        var signedIn = await hub.SignInAsync("  MEI@bank.example ", mei.Password, hub.NextCode(mei));

        var viewer = await hub.ViewerAsync(signedIn.Value.Token);
        Assert.Equal((ViewerKind.Person, mei.Id), (viewer.Kind, viewer.PersonId));
        Assert.True(viewer.IsFresh(hub.Clock.Now()));
        Assert.Null(Fresh.Required(viewer, hub.Clock.Now()));
        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("confirm", Fresh.Required(await hub.ViewerAsync(signedIn.Value.Token), hub.Clock.Now())!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_read_of_an_account_before_its_password_its_secret_or_its_state_changed_opens_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        foreach (var change in (string[])["totp_step = totp_step", "password = 'another'", "totp = null", "state = 2"])
        {
            var person = await hub.PersonAsync("P" + change.Length);
            var account = await hub.Database.ReadAsync(sql => Account.ByIdAsync(sql, person.Id, default), default);
            await hub.Database.WriteAsync(tx => tx.RunAsync($"update person set {change} where id = @id", default, ("id", person.Id)), default);
            var still = await hub.Database.WriteAsync<bool>(async tx => await account.StillAsync(tx), default);
            Assert.Equal(change == "totp_step = totp_step", still.Value);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_code_counts_once(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var code = hub.NextCode(mei);

        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, code)).Done);
        Assert.Same(SignInWithPassword.Failed, (await hub.SignInAsync(mei.Email, mei.Password, code)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_twenty_at_once_with_one_code_one_comes_in(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var code = hub.NextCode(mei);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => hub.SignInAsync(mei.Email, mei.Password, code))));

        Assert.Single(all, outcome => outcome.Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_twenty_uses_of_one_code_at_once_one_counts(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        foreach (var code in new[] { hub.NextCode(mei), mei.Codes[0] })
        {
            var account = await hub.Database.ReadAsync(sql => Account.ByIdAsync(sql, mei.Id, default), default);
            var spent = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
                hub.Database.WriteAsync<bool>(async tx => await hub.Get<SecondFactors>().SpendAsync(tx, account, code), default))));

            Assert.Single(spent, outcome => outcome.Value);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_wrong_password_does_not_use_the_code_up(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var code = hub.NextCode(mei);

        Assert.False((await hub.SignInAsync(mei.Email, "not the password", code)).Done);
        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, code)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_recovery_code_stands_in_for_a_code_once_however_it_is_typed(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var typed = mei.Codes[3].ToLowerInvariant().Replace('-', ' ').Replace('0', 'o');

        Assert.Equal(10, mei.Codes.Distinct().Count());
        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, typed)).Done);
        Assert.False((await hub.SignInAsync(mei.Email, mei.Password, mei.Codes[3])).Done);
        Assert.Equal(9, await hub.NumberAsync("select count(*) from recovery_code where used_at = 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_is_not_active_gets_the_answer_of_a_wrong_password(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        foreach (var (away, back) in new[]
        {
            ("update person set state = 2", "update person set state = 1"),
            ("update person set state = 3", "update person set state = 1"),
            ("update person set state = 0", "update person set state = 1"),
            ("update organisation set state = 2", "update organisation set state = 1"),
            ("update organisation set standing = 2", "update organisation set standing = 0"),
        })
        {
            await hub.RunAsync(away);
            Assert.Same(SignInWithPassword.Failed, (await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Refusal);
            Assert.Equal(ViewerKind.Anonymous, (await hub.ViewerAsync(mei.Token)).Kind);
            await hub.RunAsync(back);
            Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret))).Done, away);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Lock_out_names_no_account(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        foreach (var email in new[] { mei.Email, "nobody@bank.example" })
        {
            for (var i = 0; i < 7; i++)
            {
                Assert.Same(SignInWithPassword.Failed, (await hub.SignInAsync(email, "not the password", "000000")).Refusal);
            }
        }

        Assert.Same(SignInWithPassword.Failed, (await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret))).Refusal);
        hub.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret))).Done);
        Assert.Equal(2, await hub.NumberAsync("select count(*) from audit where act = 'signin.lock' and object_uid = ''"));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from attempt where subject like '%bank%'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Waiting_grows_and_ends(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        for (var i = 0; i < 60; i++)
        {
            await hub.SignInAsync(mei.Email, "not the password", "000000");
            hub.Clock.Advance(TimeSpan.FromSeconds(40));
        }

        Assert.False((await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret))).Done);
        hub.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret))).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Guesses_from_elsewhere_do_not_shut_out_a_network_that_signed_in_before(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var elsewhere = new Origin(IPAddress.Parse("198.51.100.1"), "");
        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Done);
        for (var i = 0; i < 12; i++)
        {
            foreach (var email in new[] { mei.Email, "nobody@bank.example" })
            {
                Assert.Same(SignInWithPassword.Failed, (await hub.SignInAsync(email, "not the password", "000000", elsewhere)).Refusal);
            }

            hub.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        // one more, just as the account opens
        await hub.SignInAsync(mei.Email, "not the password", "000000", elsewhere);
        Assert.Same(SignInWithPassword.Failed, (await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret), elsewhere)).Refusal);
        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Done);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from attempt where subject like 'known:%203.0%' or subject like '%bank%'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_network_that_signed_in_before_guesses_no_faster_and_is_forgotten(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var elsewhere = new Origin(IPAddress.Parse("198.51.100.1"), "");
        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Done);
        for (var i = 0; i < 7; i++)
        {
            await hub.SignInAsync(mei.Email, "not the password", "000000");
        }

        Assert.Same(SignInWithPassword.Failed, (await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret))).Refusal);
        hub.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Done);

        hub.Clock.Advance(TimeSpan.FromDays(91));
        for (var i = 0; i < 7; i++)
        {
            await hub.SignInAsync(mei.Email, "not the password", "000000", elsewhere);
        }

        Assert.False((await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret))).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_network_that_tries_many_accounts_waits_and_others_do_not(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(RefusalKind.SignIn, (await hub.SignInAsync($"p{i}@bank.example", "not the password", "000000")).Refusal!.Kind);
        }

        foreach (var neighbour in new[] { "203.0.113.99", "::ffff:203.0.113.8" })
        {
            var outcome = await hub.SignInAsync(mei.Email, mei.Password, hub.Code(mei.Secret), new Origin(IPAddress.Parse(neighbour), ""));
            Assert.Equal(RefusalKind.TooMany, outcome.Refusal!.Kind);
        }

        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei), new Origin(IPAddress.Parse("198.51.100.1"), ""))).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_unknown_account_costs_the_same_work(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        async Task<(long Iterations, long Statements)> CostAsync(string email)
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(20));
            var (iterations, statements) = (hub.Get<Passwords>().Spent, hub.Database.Statements);
            Assert.Same(SignInWithPassword.Failed, (await hub.SignInAsync(email, "not the password", "000000")).Refusal);
            return (hub.Get<Passwords>().Spent - iterations, hub.Database.Statements - statements);
        }

        var known = await CostAsync(mei.Email);
        Assert.True(known.Iterations > 0);
        Assert.Equal(known, await CostAsync("nobody@bank.example"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Nothing_empty_signs_in(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        await hub.RunAsync("update person set password = ''");
        Assert.False((await hub.SignInAsync(mei.Email, "", hub.NextCode(mei))).Done);
        Assert.False((await hub.SignInAsync(mei.Email, "anything at all", hub.NextCode(mei))).Done);
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2345:6::1", "2001:db8:1:2300::/56")]
    public void Networks_are_counted_by_what_one_customer_has(string address, string prefix) => Assert.Equal(prefix, Attempts.Prefix(IPAddress.Parse(address)));
}
