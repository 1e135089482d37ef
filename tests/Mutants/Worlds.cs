using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Infohub.Answers;
using Infohub.Community.Public;
using Infohub.Demo.Script;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Mutants;

/// <summary>A question to a stored world, and what the oracle answers.</summary>
internal sealed record Question(ViewerFacts Viewer, string Uid, int Version, string Channel, long Expected, string Words);

/// <summary>One random world in a hub as it is, with the oracle's questions: what the mutants of the kernel are asked.</summary>
internal sealed class OpenWorld(string name, string directory, ServiceProvider services, List<Question> questions) : IAsyncDisposable
{
    // The SQL is written from what answers in memory: a few questions of each channel show whether it was written right. Conditions have nothing else.
    private readonly List<Question> bySql = [.. questions.GroupBy(q => q.Channel).SelectMany(channel => channel.Take(Decider.IsChannel(channel.Key) ? 200 : 1000))];

    // A mutant that answers one question wrong likely answers the same one wrong as the last: it is asked first.
    private readonly List<Question> first = [];

    public static async Task<OpenWorld> OpenAsync(string size, int seed, int sample)
    {
        var directory = Directory.CreateTempSubdirectory("infohub-mutants-").FullName;
        await WriteAsync(directory, size, seed, sample);
        var services = await Rehearsal.OpenAsync(new HubPlaces(directory, new StoreAddress(Engine.Sqlite, Path.Combine(directory, "hub.db")), Demo: true));
        var report = await new WorldLoader(services).RunAsync(WorldFile.ReadAsync(Path.Combine(directory, "world.jsonl"), CancellationToken.None), null, CancellationToken.None);
        await services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);
        return new OpenWorld($"{size} world {seed}", directory, services, await ReadAsync(new Answerer(services, report.Cast), report.Cast, directory));
    }

    public IEnumerable<Judge> Judges() =>
    [
        new($"{name} in memory", assembly => AskAsync(assembly, "InMemoryAsync", questions)),
        new($"{name} by SQL", assembly => AskAsync(assembly, "BySqlAsync", bySql)),
    ];

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private async Task<string?> AskAsync(Assembly assembly, string way, List<Question> all)
    {
        try
        {
            var type = assembly.GetType(typeof(Decider).FullName!)!;
            var decider = Activator.CreateInstance(type, services.GetRequiredService<Database>())!;
            var ask = type.GetMethod(way)!.CreateDelegate<Func<ViewerFacts, string, int, string, Task<long?>>>(decider);
            Question[] before;
            lock (first)
            {
                before = [.. first];
            }

            foreach (var question in before.Concat(all))
            {
                if (await ask(question.Viewer, question.Uid, question.Version, question.Channel) is { } answer && answer != question.Expected)
                {
                    Remember(question);
                    return $"{question.Words}: {Decider.Write(answer, question.Channel)}";
                }
            }

            return null;
        }
        catch (Exception exception)
        {
            return Mutant.Shorten((exception as TargetInvocationException)?.InnerException?.Message ?? exception.Message);
        }
    }

    private void Remember(Question question)
    {
        lock (first)
        {
            first.Remove(question);
            first.Insert(0, question);
        }
    }

    private static async Task WriteAsync(string directory, string size, int seed, int sample)
    {
        using var node = new Process
        {
            StartInfo = new ProcessStartInfo(
                "node",
                [Path.Combine(Repository.Root, "tests/Mutants/questions.mjs"), "--size", size, "--seed", $"{seed}", "--sample", $"{sample}", "--directory", directory]),
        };
        node.Start();
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException("The oracle wrote no questions.");
        }
    }

    private static async Task<List<Question>> ReadAsync(Answerer answerer, Cast cast, string directory)
    {
        var questions = new List<Question>();
        await foreach (var line in File.ReadLinesAsync(Path.Combine(directory, "questions.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var query = json.RootElement;
            if (await answerer.ViewerAsync(query.GetProperty("viewer")) is { } viewer && cast.Items.TryGetValue(query.GetProperty("item").GetString()!, out var uid))
            {
                var channel = query.GetProperty("channel").GetString()!;
                questions.Add(new Question(viewer, uid, query.GetProperty("version").GetInt32(), channel, Decider.Read(query.GetProperty("expected").GetString()!, channel), line));
            }
        }

        // What disagrees is met sooner when neighbours are not alike.
        new Random(1).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(questions));
        return questions;
    }
}
