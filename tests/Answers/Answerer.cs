using System.Net;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Demo.Script;
using Infohub.Platform.Data;
using Infohub.Sharing.Feeds;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Answers;

/// <summary>Answers "how much of this version does this viewer get on this channel" by the SQL and by the kernel.</summary>
internal sealed class Answerer(IServiceProvider services, Cast cast)
{
    private readonly Decider decider = new(services.GetRequiredService<Database>());
    private readonly ViewerSource viewers = services.GetRequiredService<ViewerSource>();
    private readonly FeedDoor feeds = services.GetRequiredService<FeedDoor>();
    private readonly Dictionary<string, ViewerFacts?> known = new(StringComparer.Ordinal);

    /// <summary>By the SQL, and in memory where the kernel answers this question.</summary>
    public async Task<(string BySql, string? InMemory)> AnswerAsync(JsonElement query)
    {
        var question = query.GetProperty("channel").GetString()!;
        if (await ViewerAsync(query.GetProperty("viewer")) is not { } viewer || !cast.Items.TryGetValue(query.GetProperty("item").GetString()!, out var uid))
        {
            return (Decider.Write(0, question), null);
        }

        var version = query.GetProperty("version").GetInt32();
        var inMemory = await decider.InMemoryAsync(viewer, uid, version, question);
        return (Decider.Write(await decider.BySqlAsync(viewer, uid, version, question) ?? 0, question), inMemory is { } answer ? Decider.Write(answer, question) : null);
    }

    public async Task<ViewerFacts?> ViewerAsync(JsonElement viewer)
    {
        var text = viewer.GetRawText();
        if (!known.TryGetValue(text, out var facts))
        {
            known[text] = facts = await FindViewerAsync(viewer);
        }

        return facts;
    }

    /// <summary>Null where this viewer cannot come in at all: the doors answer before the law is asked.</summary>
    private async Task<ViewerFacts?> FindViewerAsync(JsonElement viewer)
    {
        switch (viewer.GetProperty("kind").GetString())
        {
            case "anonymous":
                return viewers.Anonymous().Facts;
            case "person":
                var person = await viewers.ForScriptAsync(cast.People[viewer.GetProperty("person").GetString()!].Id, default);
                var fresh = viewer.TryGetProperty("strongMinutesAgo", out var ago) && ago.GetInt32() < 15;
                return person is null ? viewers.Anonymous().Facts : person.Facts with { Fresh = fresh };
            case "recipient":
                return (await viewers.ForRecipientAsync(cast.People[viewer.GetProperty("person").GetString()!].Id, default))?.Facts;
            case "feed":
                return cast.Feeds.TryGetValue(viewer.GetProperty("feed").GetString()!, out var feed)
                    ? (await feeds.ByTokenAsync(feed.Uid, feed.Token, IPAddress.Loopback, default))?.Viewer.Facts
                    : null;
            default:
                var key = viewer.GetProperty("key").GetString()!;
                return cast.Keys.TryGetValue(key, out var secret) && await viewers.FromKeyAsync(secret.Secret, IPAddress.Loopback, default) is { } found && found.May(Scopes.Read) ? found.Facts : null;
        }
    }
}
