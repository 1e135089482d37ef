using System.Net;
using Infohub.Community;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Library;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Modules;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infohub.Modules.Tests.Community.SignIn;

/// <summary>The pages as a browser without script sees them.</summary>
public sealed class PagesTests
{
    [Fact]
    public async Task A_person_comes_in_signs_out_in_and_looks_at_the_account_without_script()
    {
        await using var site = await Site.StartAsync();
        var link = await site.InviteAsync();

        var welcome = await site.GetAsync("/welcome/" + link);
        Assert.Contains("<path d=\"M", welcome);
        Assert.DoesNotContain("style=", welcome);
        Assert.Equal(welcome.Contains("Welcome, Mei"), (await site.GetAsync("/welcome/" + link)).Contains("Welcome, Mei"));
        welcome = await site.GetAsync("/welcome/" + link);
        var secret = Between(welcome, "<code translate=\"no\">", "</code>").First();
        var done = await site.PostAsync("/welcome/" + link, welcome, ("password", Fixture.Password), ("code", site.Code(secret)), ("terms", "true"));
        Assert.Equal(10, Between(done.Body, "<li><code>", "<").Count());

        foreach (var page in new[] { "/account", "/account/sessions", "/account/passkeys", "/account/password", "/account/app", "/account/recovery-codes", "/confirm", "/terms" })
        {
            var body = await site.GetAsync(page);
            Assert.Contains("<h1>", body);
            // a form with an address of its own gets no token unless it asks for one
            Assert.All(Between(body, "<form", "</form>").Where(form => form.Contains("\"post\"") && !form.Contains("/language")), form => Assert.Contains("__RequestVerificationToken", form));
        }

        var signOut = await site.PostAsync("/signout", await site.GetAsync("/account"));
        Assert.Equal((HttpStatusCode.SeeOther, "/signin"), (signOut.Status, signOut.Location));
        var away = await site.SendAsync("/account");
        Assert.Equal((HttpStatusCode.SeeOther, "/signin?back=%2Faccount"), (away.Status, away.Location));

        site.Clock.Advance(TimeSpan.FromSeconds(30));
        var form = await site.GetAsync("/signin?back=%2Faccount");
        var wrong = await site.PostAsync("/signin", form, ("email", "mei@bank.example"), ("password", "not the password"), ("code", "000000"));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Contains("That did not work.", wrong.Body);
        Assert.DoesNotContain("not the password", wrong.Body);
        var right = await site.PostAsync("/signin", form, ("email", "mei@bank.example"), ("password", Fixture.Password), ("code", site.Code(secret)));
        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (right.Status, right.Location));
        Assert.Contains("mei@bank.example", await site.GetAsync("/account"));

        site.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("/confirm?back=%2Faccount%2Fpassword", (await site.SendAsync("/account/password")).Location);
        form = await site.GetAsync("/confirm?back=%2Faccount%2Fpassword");
        var confirmed = await site.PostAsync("/confirm", form, ("password", Fixture.Password), ("code", site.Code(secret)));
        Assert.Equal("/account/password", confirmed.Location);
        Assert.Contains("new-password", await site.GetAsync("/account/password"));
    }

    [Fact]
    public async Task Pages_without_the_forms_token_or_with_a_foreign_way_back_change_nothing()
    {
        await using var site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await site.PostAsync("/signin", "", ("email", "a@b.example"), ("password", "x"), ("code", "1"))).Status);
        Assert.Contains("This link is closed", (await site.SendAsync("/welcome/nothing")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync("/officers/recoveries")).Status);
        var options = await site.PostAsync("/signin?handler=PasskeyOptions", await site.GetAsync("/signin"));
        Assert.Contains("\"userVerification\":\"required\"", options.Body);
        foreach (var language in new[] { "zh-Hant", "zh-Hans" })
        {
            Assert.Contains("通", await site.GetAsync("/signin", language));
        }
    }

    /// <summary>The parts of the page between two marks.</summary>
    private static IEnumerable<string> Between(string page, string from, string to) =>
        page.Split(from).Skip(1).Select(part => part.Split(to)[0]);

    private sealed record Answer(HttpStatusCode Status, string Location, string Body);

    private sealed class Site(WebApplication app, HttpClient browser, string directory) : IAsyncDisposable
    {
        public TestClock Clock => (TestClock)app.Services.GetRequiredService<TimeProvider>();

        public static async Task<Site> StartAsync()
        {
            var directory = Directory.CreateTempSubdirectory("infohub-test-").FullName;
            Module[] modules = [new PlatformModule(new HubPlaces(directory, new StoreAddress(Engine.Sqlite, Path.Combine(directory, "hub.db")), Demo: true)), new CommunityModule(), new LibraryModule()];
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration["Community:PasswordIterations"] = "1000";
            builder.Services.AddSingleton<TimeProvider>(new TestClock());
            builder.Services.AddDataProtection();
            foreach (var module in modules)
            {
                builder.Services.AddSingleton(module);
                module.AddServices(builder.Services, builder.Configuration);
            }

            builder.Services.AddPlatformUi();
            builder.Services.AddRazorPages().AddApplicationPart(typeof(PlatformUi).Assembly).AddApplicationPart(typeof(CommunityModule).Assembly);
            var app = builder.Build();
            await Migrations.ApplyAsync(app.Services.GetRequiredService<Database>(), modules.Select(m => m.Assembly), default);
            app.UseSecurityHeaders();
            app.UseRouting();
            app.UsePlatformUi();
            app.UseViewer();
            app.UseAntiforgery();
            app.MapRazorPages();
            await app.StartAsync();
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
            return new Site(app, browser, directory);
        }

        public async Task<string> InviteAsync()
        {
            var outcome = await app.Services.GetRequiredService<Database>().WriteAsync<string>(
                async tx =>
                {
                    await tx.RunAsync("insert into organisation(uid, name, standing, state, joined_at, created_at) values ('O', 'Harbourside', 0, 1, 1, 1)", default);
                    await tx.RunAsync("insert into person(uid, org_id, name, email, invited_email, state, joined_at, created_at) values ('P', 1, 'Mei', 'P', 'mei@bank.example', 0, 0, 1)", default);
                    return await app.Services.GetRequiredService<OneTimeLinks>().MakeAsync(tx, OneTimeLinks.Invitation, 1, 1, tx.Now);
                },
                default);
            return outcome.Value["/welcome/".Length..];
        }

        public string Code(string secret)
        {
            var bits = string.Concat(secret.Replace(" ", "").Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
            byte[] bytes = [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
            return Totp.Code(bytes, Totp.StepAt(Clock.GetUtcNow()));
        }

        public async Task<string> GetAsync(string path, string? language = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
            using var response = await browser.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.OK, path + ": " + response.StatusCode + " " + response.Headers.Location + body[..Math.Min(500, body.Length)]);
            return body;
        }

        public async Task<Answer> SendAsync(string path) => await AnswerAsync(await browser.GetAsync(path));

        /// <summary>Sends a form with the hidden fields of the page that it stands on.</summary>
        public async Task<Answer> PostAsync(string path, string page, params (string Name, string Value)[] fields)
        {
            var all = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var input in Between(page, "<input", ">").Where(i => i.Contains("type=\"hidden\"")))
            {
                var name = Between(input, "name=\"", "\"").First();
                if (name is "Back" or "secret" or "version" or "__RequestVerificationToken")
                {
                    all[name] = WebUtility.HtmlDecode(Between(input, "value=\"", "\"").FirstOrDefault() ?? "");
                }
            }

            foreach (var (name, value) in fields)
            {
                all[name] = value;
            }

            return await AnswerAsync(await browser.PostAsync(path, new FormUrlEncodedContent(all)));
        }

        public async ValueTask DisposeAsync()
        {
            browser.Dispose();
            await app.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }

        private static async Task<Answer> AnswerAsync(HttpResponseMessage response) =>
            new(response.StatusCode, response.Headers.Location?.ToString() ?? "", await response.Content.ReadAsStringAsync());
    }
}
