namespace Infohub.Web.Tests;

/// <summary>One Chromium and one hub with the demo community for all tests that only look; started once.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly Dictionary<Who, IReadOnlyList<string>> places = [];
    private readonly Dictionary<Who, string> sessions = [];
    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;

    public HubProcess Hub { get; private set; } = null!;

    /// <summary>Where somebody can go that a lesser one could not; found out once.</summary>
    public async Task<IReadOnlyList<string>> PlacesAsync(Who who)
    {
        if (!places.TryGetValue(who, out var known))
        {
            await using var visitor = await VisitAsync(who: who);
            var lesser = who == Who.Stranger ? [] : await PlacesAsync(who - 1);
            places[who] = known = [.. (await Places.FindAsync(visitor)).Except(lesser, StringComparer.Ordinal)];
        }

        return known;
    }

    /// <summary>The demo's person who stands for such people in tests that only look.</summary>
    public Account AccountOf(Who who) => Hub.Accounts.First(a => who switch
    {
        Who.Member => a.Roles == "[]",
        Who.Administrator => a.Roles.Contains("admin", StringComparison.Ordinal) && !a.Roles.Contains("officer", StringComparison.Ordinal),
        _ => a.Roles.Contains("officer", StringComparison.Ordinal),
    });

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("INFOHUB_CHROMIUM") ?? "/usr/bin/chromium",
            Headless = true,
            Args =
            [
                "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
                // the sandbox of Chromium does not start as root
                .. Environment.UserName == "root" ? (string[])["--no-sandbox"] : [],
            ],
        });
        Hub = await HubProcess.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
        await Hub.DisposeAsync();
    }

    /// <summary>A visitor with nothing kept from before. Closing it fails the test where a page complained.</summary>
    public async Task<Visitor> VisitAsync(Look? look = null, HubProcess? at = null, Who who = Who.Stranger)
    {
        look ??= Look.Usual;
        if (who != Who.Stranger && !sessions.ContainsKey(who))
        {
            // each code works once: everybody signs in once and comes back with the cookie
            await using var first = await VisitAsync();
            await first.SignInAsync(AccountOf(who));
            sessions[who] = await first.Page.Context.StorageStateAsync();
        }

        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = (at ?? Hub).Address,
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.Scheme,
            Locale = look.Language == "en" ? "en-GB" : look.Language == "zh-Hant" ? "zh-HK" : "zh-CN",
            TimezoneId = "Asia/Hong_Kong",
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = look.Script,
            StorageState = sessions.GetValueOrDefault(who),
        });
        // who has signed in reads in the language of the account, until another is chosen
        if (who != Who.Stranger)
        {
            await context.AddCookiesAsync([new() { Name = "lang", Value = look.Language, Url = (at ?? Hub).Address }]);
        }

        return new Visitor(await context.NewPageAsync(), at ?? Hub);
    }
}

/// <summary>Who looks, from the least to the most that they may see.</summary>
public enum Who
{
    Stranger,
    Member,
    Administrator,
    Officer,
}

/// <summary>How somebody looks at the hub.</summary>
public sealed record Look(int Width = 1440, bool Dark = false, string Language = "en", bool Script = true)
{
    public static Look Usual { get; } = new();

    public int Height => Width < 600 ? 844 : 900;

    public ColorScheme Scheme => Dark ? ColorScheme.Dark : ColorScheme.Light;

    public static IReadOnlyList<Look> All { get; } =
        [.. from width in (int[])[1440, 390] from dark in (bool[])[false, true] from language in (string[])["en", "zh-Hant"] select new Look(width, dark, language)];

    /// <summary>Each pair of width, light and language once; all of them in a deep run.</summary>
    public static IReadOnlyList<Look> Checked { get; } = Environment.GetEnvironmentVariable("INFOHUB_DEEP") is { Length: > 0 }
        ? All
        : [new(1440), new(390, Dark: true), new(1440, Dark: true, "zh-Hant"), new(390, Language: "zh-Hant")];

    public override string ToString() => $"{Width}-{(Dark ? "dark" : "light")}-{Language}{(Script ? "" : "-no-script")}";
}

[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
