using Deque.AxeCore.Commons;

namespace Infohub.Web.Tests;

/// <summary>A browser window on a hub that writes down what its pages complain about: script errors, blocked content, failed requests.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

    private static readonly Lazy<string> Axe = new(() =>
    {
        using var script = new StreamReader(typeof(AxeRunOptions).Assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!);
        return script.ReadToEnd();
    });

    private readonly HubProcess hub;
    private readonly List<string> complaints = [];

    public Visitor(IPage page, HubProcess hub)
    {
        Page = page;
        this.hub = hub;
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            // a page that was refused says so itself; its status is no complaint, nor how slowly a drawing is made without a graphics card
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && !message.Text.Contains("GL Driver Message", StringComparison.Ordinal))
            {
                complaints.Add($"{page.Url}: {message.Text}");
            }
        };
        page.RequestFailed += (_, request) =>
        {
            // the second is an answer without a body: its status is looked at elsewhere
            if (request.Failure is not ("net::ERR_ABORTED" or "net::ERR_HTTP_RESPONSE_CODE_FAILURE"))
            {
                complaints.Add($"{page.Url}: {request.Url} {request.Failure}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 500 || (response.Status >= 400 && response.Url.Contains("/dist/", StringComparison.Ordinal)))
            {
                complaints.Add($"{page.Url}: {response.Url} answered {response.Status}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>The page's answer, or null where it was one without a body.</summary>
    public async Task<IResponse?> GoAsync(string path)
    {
        try
        {
            return await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        }
        catch (PlaywrightException e) when (e.Message.Contains("ERR_HTTP_RESPONSE_CODE_FAILURE", StringComparison.Ordinal))
        {
            return null;
        }
    }

    public async Task SignInAsync(Account account)
    {
        await GoAsync("/signin");
        await Page.FillAsync("#email", account.Email);
        await Page.FillAsync("#password", account.Password);
        await Page.FillAsync("#code", account.Code(DateTimeOffset.UtcNow));
        await Page.ClickAsync("form:has(#password) button[type=submit]");
        Assert.DoesNotContain("/signin", Page.Url, StringComparison.Ordinal);
    }

    /// <summary>WCAG 2.0 to 2.2, A and AA: what is wrong with the page as it is now, one line each.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        // One frame, and of what passed nothing but its being so: the full report of a page is megabytes.
        Assert.Single(Page.Frames);
        // What is scrolled halfway under the bar is small by chance.
        await Page.EvaluateAsync("scrollTo({ top: 0, behavior: 'instant' })");
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
        {
            await Page.EvaluateAsync(Axe.Value);
        }

        var wrong = await Page.EvaluateAsync<string[]>(
            """
            async rules => (await axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] }))
              .violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html}`))
            """,
            Rules);
        return [.. wrong.Select(w => $"{new Uri(Page.Url).PathAndQuery}: {w}")];
    }

    /// <summary>The same page, looked at in another width and light.</summary>
    public async Task LookAsync(Look look)
    {
        await Page.SetViewportSizeAsync(look.Width, look.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
    }

    /// <summary>Nothing sticks out at the side: a page scrolls up and down only.</summary>
    public async Task<bool> ScrollsSidewaysAsync() =>
        await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.True(complaints.Count == 0, $"At {hub.Address}:\n" + string.Join('\n', complaints));
    }
}
