using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Infohub.Bench;

/// <summary>What <see cref="Objects"/> filled, over HTTP: pages at any depth as a poller asks for them, and a whole collection to one client.</summary>
internal static class Taxii
{
    private const int Page = 1000;
    private const int Pages = 200;
    private const int Walked = 100;
    private const int OfPosts = 20;
    private const string Accept = "application/taxii+json;version=2.1";

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var report = new Report();
        await using var hub = await HubProcess.StartAsync(options);
        var span = (await File.ReadAllTextAsync(Objects.SpanIn(options.Data))).Split(' ') is [var first, var last] ? (DateTimeOffset.Parse(first, CultureInfo.InvariantCulture), DateTimeOffset.Parse(last, CultureInfo.InvariantCulture)) : default;
        hub.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", Accept);
        // A member, one in three of four circles, and a partner hub that is in one small circle.
        foreach (var (name, person) in ((string, int)[])[("member", (50 * World.PersonsEach) + 1), ("broad viewer", 1), ("narrow viewer", ((World.Organisations - 1) * World.PersonsEach) + 1)])
        {
            await OneAsync(hub, report, span, name, Generate.Secret(person));
        }

        report.AtMost("resident memory of the hub, the highest", hub.HighestMegabytes, "MB", 600);
        return report.Print("TAXII over HTTP");
    }

    private static async Task OneAsync(HubProcess hub, Report report, (DateTimeOffset First, DateTimeOffset Last) span, string name, string secret)
    {
        var root = JsonDocument.Parse(await GetAsync(hub, secret, "/taxii2/")).RootElement.GetProperty("api_roots")[0].GetString()!;
        var collection = JsonDocument.Parse(await GetAsync(hub, secret, new Uri(root).AbsolutePath + "collections/")).RootElement.GetProperty("collections")[0].GetProperty("id").GetString();
        var objects = $"{new Uri(root).AbsolutePath}collections/{collection}/objects/?limit={Page}";
        // The whole of it, or its first pages: as a client that comes for the first time.
        var (watch, walked) = (Stopwatch.StartNew(), await WalkAsync(hub, secret, objects, Walked));
        report.AtLeast($"objects to one client, {name}", walked.Objects / watch.Elapsed.TotalSeconds, "a second", 20_000);
        Report.Note($"{name}: {walked.Objects:N0} objects in {walked.Pages.Count} pages");

        var (random, times, each) = (new Random(9), new Times(), 0L);
        for (var i = -20; i < Pages; i++)
        {
            var after = span.First + ((span.Last - span.First) * random.NextDouble());
            var begun = Stopwatch.GetTimestamp();
            var body = await GetAsync(hub, secret, objects + "&added_after=" + Time(after));
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(begun));
                each += body.Length;
            }
        }

        report.AtMost($"page of {Page:N0} at any depth, {name}, p95", times.At(0.95), "ms", 40);
        Report.Note($"{name}: {times}, {each / Pages / 1024} kB each");

        // Behind what was filled stands what the posts say that were shared meanwhile: much that others said before.
        var posts = await WalkAsync(hub, secret, objects + "&added_after=" + Time(span.Last), OfPosts);
        report.AtMost($"page of {Page:N0} where posts stand, {name}, p95", posts.Pages.At(0.95), "ms", 40);
        Report.Note($"{name}: {posts.Pages}, {posts.Objects:N0} objects");
    }

    private static async Task<(long Objects, Times Pages)> WalkAsync(HubProcess hub, string secret, string address, int most)
    {
        var (count, next, pages) = (0L, "", new Times());
        while (pages.Count < most)
        {
            var begun = Stopwatch.GetTimestamp();
            var body = await GetAsync(hub, secret, address + (next.Length > 0 ? "&next=" + next : ""));
            pages.Add(Stopwatch.GetElapsedTime(begun));
            using var envelope = JsonDocument.Parse(body);
            count += envelope.RootElement.TryGetProperty("objects", out var list) ? list.GetArrayLength() : 0;
            if (!envelope.RootElement.TryGetProperty("more", out var more) || !more.GetBoolean())
            {
                break;
            }

            next = Uri.EscapeDataString(envelope.RootElement.GetProperty("next").GetString()!);
        }

        return (count, pages);
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static async Task<byte[]> GetAsync(HubProcess hub, string secret, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
        using var answer = await hub.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
