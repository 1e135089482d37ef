using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Intelligence.Public;
using Infohub.Markings;
using Infohub.Stix.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Bench;

/// <summary>
/// Changed bundles and patterns, each by its number, so that one that does harm can be asked again: through the gate, a part of them over HTTP too. Each ends in a receipt or a refusal with its place and clause, within a second.
/// </summary>
internal static class Hostile
{
    private const int Threads = 2;

    /// <summary>One of so many comes over HTTP.</summary>
    private const int OverHttp = 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var seeds = HostileSource.Seeds();
        var report = new Report();
        var harm = new Harm();
        Patterns(options.Items / 2, harm);
        var through = options with { Data = Path.Combine(options.Data, "gate") };
        await using (var provider = await Generate.CommunityAloneAsync(through.Places))
        {
            await GateAsync(provider, seeds, options.Items / 2, harm);
        }

        await using (var hub = await HubProcess.StartAsync(through))
        {
            await HttpAsync(hub, seeds, options.Items / 2, harm);
            report.AtMost("resident memory of the hub, the highest", hub.HighestMegabytes, "MB", 600);
        }

        Report.Note($"{harm.Patterns:N0} patterns, of which {harm.PatternsRead:N0} were read; {harm.Bundles:N0} bundles through the gate: {harm.Taken:N0} objects taken, {harm.Refused:N0} refused, {harm.Torn:N0} bundles torn");
        Report.Note("over HTTP: " + string.Join(", ", harm.Answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value:N0}")));
        Report.Note($"the longest: {harm.Longest.TotalMilliseconds:N0} ms, {harm.LongestOf}");
        harm.All.Take(20).ToList().ForEach(Report.Note);
        report.AtMost("crashes, answers of 500 and more, receipts without place and clause", harm.All.Count, "", 0);
        report.AtMost("the longest of all", harm.Longest.TotalSeconds, "s", Longest.TotalSeconds);
        return report.Print("Changed bundles and patterns");
    }

    private static void Patterns(int count, Harm harm) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads }, number =>
        {
            var text = HostileSource.Pattern(number);
            harm.Time("pattern " + number, () =>
            {
                if (Pattern.TryParse(text, out var pattern, out var fault))
                {
                    harm.Read();
                    _ = pattern.Normalize().ToString();
                    _ = pattern.SimpleComparisons().Count();
                }
                else if (fault.Position < 0 || fault.Position > text.Length || fault.Message.Length == 0)
                {
                    harm.Found($"pattern {number}: a fault without a place");
                }
            });
        });

    private static async Task GateAsync(IServiceProvider services, byte[][] seeds, int count, Harm harm)
    {
        var (gate, viewers) = (services.GetRequiredService<Gate>(), services.GetRequiredService<ViewerSource>());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads }, async (number, stop) =>
        {
            var bundle = HostileSource.Bundle(seeds, number);
            var viewer = (await viewers.ForScriptAsync(1, stop))!;
            var receipts = new List<ObjectOutcome>();
            await harm.TimeAsync("bundle " + number, async () =>
            {
                var origin = new Origin("Changed", [new Part(PartKind.Organisation, viewer.OrganisationId)]) { Label = Tlp.Amber };
                var receipt = (await gate.AdmitAsync(viewer, new MemoryStream(bundle), origin, Tell, stop)).Value;
                harm.Came(receipt.Taken, receipt.Refused, receipt.Fault is not null);
                if (receipt.Taken + receipt.Refused != receipts.Count || receipts.Exists(r => !r.IsTaken && r.Clause.Length == 0) || receipt.Fault is { Message: "" } or { Clause: "" })
                {
                    harm.Found($"bundle {number}: {receipt}");
                }
            });

            ValueTask Tell(ObjectOutcome outcome)
            {
                receipts.Add(outcome);
                return default;
            }
        });
    }

    private static async Task HttpAsync(HubProcess hub, byte[][] seeds, int count, Harm harm)
    {
        using var root = JsonDocument.Parse(await GetAsync("/taxii2/"));
        var collections = new Uri(root.RootElement.GetProperty("api_roots")[0].GetString()!).AbsolutePath + "collections/";
        using var all = JsonDocument.Parse(await GetAsync(collections));
        var writable = all.RootElement.GetProperty("collections").EnumerateArray().First(c => c.GetProperty("can_write").GetBoolean()).GetProperty("id").GetString();
        // Code that was never run is made while it is run: the first ones are not timed.
        for (var i = 0; i < 20; i++)
        {
            await PostAsync(seeds[i]);
        }

        await Parallel.ForAsync(0, count / OverHttp, new ParallelOptions { MaxDegreeOfParallelism = Threads }, async (at, stop) =>
        {
            var number = at * OverHttp;
            await harm.TimeAsync("posted " + number, async () =>
            {
                if (await PostAsync(HostileSource.Bundle(seeds, number)) is var status && (int)status >= 500)
                {
                    harm.Found($"posted {number}: {(int)status}");
                }
            });
        });

        async Task<byte[]> GetAsync(string path)
        {
            using var request = Signed(new HttpRequestMessage(HttpMethod.Get, path));
            using var answer = await hub.Client.SendAsync(request);
            return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        }

        async Task<HttpStatusCode> PostAsync(byte[] bundle)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{collections}{writable}/objects/") { Content = new ByteArrayContent(bundle) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/taxii+json;version=2.1");
            using var answer = await hub.Client.SendAsync(Signed(request));
            var body = await answer.Content.ReadAsByteArrayAsync();
            harm.Answered((int)answer.StatusCode);
            // Each answer says something that can be read.
            using var read = JsonDocument.Parse(body);
            return answer.StatusCode;
        }

        static HttpRequestMessage Signed(HttpRequestMessage request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Generate.Secret(1));
            request.Headers.TryAddWithoutValidation("Accept", "application/taxii+json;version=2.1");
            return request;
        }
    }

    /// <summary>What was seen, by several threads.</summary>
    private sealed class Harm
    {
        private readonly Lock held = new();

        public List<string> All { get; } = [];

        public Dictionary<int, long> Answers { get; } = [];

        public TimeSpan Longest { get; private set; }

        public string LongestOf { get; private set; } = "";

        public long Patterns { get; private set; }

        public long PatternsRead { get; private set; }

        public long Bundles { get; private set; }

        public long Taken { get; private set; }

        public long Refused { get; private set; }

        public long Torn { get; private set; }

        public void Found(string what) => Within(() => All.Add(what));

        public void Read() => Within(() => PatternsRead++);

        public void Answered(int status) => Within(() => Answers[status] = Answers.GetValueOrDefault(status) + 1);

        public void Came(long taken, long refused, bool torn) => Within(() => (Bundles, Taken, Refused, Torn) = (Bundles + 1, Taken + taken, Refused + refused, Torn + (torn ? 1 : 0)));

        public void Time(string what, Action work)
        {
            Within(() => Patterns++);
            TimeAsync(what, () =>
            {
                work();
                return Task.CompletedTask;
            }).GetAwaiter().GetResult();
        }

        public async Task TimeAsync(string what, Func<Task> work)
        {
            var begun = Stopwatch.GetTimestamp();
            try
            {
                await work();
            }
            catch (Exception broken)
            {
                Found($"{what}: {broken}");
            }

            var took = Stopwatch.GetElapsedTime(begun);
            Within(() => (Longest, LongestOf) = took > Longest ? (took, what) : (Longest, LongestOf));
        }

        private void Within(Action act)
        {
            lock (held)
            {
                act();
            }
        }
    }
}
