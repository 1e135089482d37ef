using System.Collections.Concurrent;
using System.Globalization;
using Infohub.Taxii.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infohub.Modules.Tests.Exchange;

/// <summary>A server of somebody else on loopback, with one root and one collection, that answers as the test says: well, or badly.</summary>
internal sealed class OtherServer : IAsyncDisposable
{
    public const string Collection = "91a7b528-80eb-42ed-a74d-c6fbd5a26116";

    private readonly WebApplication app;

    private OtherServer(WebApplication app) => this.app = app;

    public string Origin => app.Urls.First();

    public string Root => Origin + "/api/";

    /// <summary>All that was asked for, with the header of credentials.</summary>
    public ConcurrentQueue<(string Path, string Query, string Authorization)> Asked { get; } = [];

    public IEnumerable<string> Pages => Asked.Where(a => a.Path.EndsWith("/objects/", StringComparison.Ordinal)).Select(a => a.Query);

    /// <summary>Answers a request for objects.</summary>
    public Func<HttpContext, Task> Objects { get; set; } = context => EnvelopeAsync(context, "{}");

    /// <summary>Answers everything, where a test is not content with the rest either.</summary>
    public Func<HttpContext, Task>? Everything { get; set; }

    public bool CanWrite { get; set; }

    /// <summary>Bytes of a body that its root says it takes; 0 where it says nothing of it.</summary>
    public long MaxContentLength { get; set; } = 1_000_000;

    public static async Task<OtherServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.Limits.MinResponseDataRate = null);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new OtherServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public static Task EnvelopeAsync(HttpContext context, string body, long last = 0, string type = TaxiiMedia.Type)
    {
        context.Response.ContentType = type;
        if (last > 0)
        {
            context.Response.Headers["X-TAXII-Date-Added-Last"] = TaxiiTime.Write(last);
        }

        return context.Response.WriteAsync(body);
    }

    /// <summary>An envelope of some indicators.</summary>
    public static string Envelope(string head, params string[] objects) => "{" + head + (head.Length > 0 ? "," : "") + "\"objects\":[" + string.Join(',', objects) + "]}";

    public static string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"indicator--00000000-0000-4000-8000-{n:d12}");

    public static string Indicator(int n, string? marking = Green, string modified = "2026-01-01T08:00:00.000Z") =>
        $$"""
        {"type":"indicator","spec_version":"2.1","id":"{{Id(n)}}","created":"2026-01-01T08:00:00.000Z","modified":"{{modified}}","name":"n","pattern":"[ipv4-addr:value = '198.51.100.{{n % 250}}']","pattern_type":"stix","valid_from":"2026-01-01T08:00:00Z"{{(marking is null ? "" : ",\"object_marking_refs\":[\"" + marking + "\"]")}}}
        """;

    public const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Asked.Enqueue((context.Request.Path, context.Request.QueryString.Value ?? "", context.Request.Headers.Authorization.ToString()));
        if (Everything is { } all)
        {
            await all(context);
            return;
        }

        await (context.Request.Path.Value switch
        {
            "/taxii2/" => EnvelopeAsync(context, $$"""{"title":"Other","default":"{{Root}}","api_roots":["{{Root}}","http://elsewhere.example/api/"]}"""),
            "/api/" => EnvelopeAsync(context, $$"""{"title":"Root","versions":["application/taxii+json;version=2.1"]{{(MaxContentLength > 0 ? ",\"max_content_length\":" + MaxContentLength.ToString(CultureInfo.InvariantCulture) : "")}}}"""),
            "/api/collections/" => EnvelopeAsync(context, $$"""{"collections":[{"id":"{{Collection}}","title":"Threats","can_read":true,"can_write":{{(CanWrite ? "true" : "false")}}}]}"""),
            _ => Objects(context),
        });
    }
}
