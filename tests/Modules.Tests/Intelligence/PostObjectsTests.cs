using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Posts;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>The objects that posts make stand under the versions that say it (law R9, R10).</summary>
public sealed class PostObjectsTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_a_version_said_is_told_of_to_its_readers_only_also_where_it_is_revoked(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, ferry, shop, port) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"), await hub.OrganisationAsync("Port"));
        var circle = await hub.CircleAsync("Transport", bank, ferry);
        var (mei, ka, wong, ng) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ka", ferry), await hub.PersonAsync("Wong", shop), await hub.PersonAsync("Ng", port));
        var shared = await hub.Get<SharePost>().RunAsync(
            await hub.ViewerAsync(mei),
            new PostInput { Kind = "indicators", Title = "Servers", Body = "At first 198.51.100.7 and 198.51.100.8.", Label = "TLP:AMBER", Audience = ["circle:TRANSPORT"] });
        await DrainAsync(hub);

        // Who joins now reads what is shared from now on.
        await hub.Database.WriteAsync(
            tx => tx.RunAsync("insert into circle_member(circle_id, org_id, person_id, since, reads_from) values (@circle, @org, 0, @now, @now)", default, ("circle", circle), ("org", shop), ("now", tx.Now)), default);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await hub.ViewerAsync(mei), shared.Value.Uid, 1, new PostChange(Body: "The first was a mistake: 198.51.100.8."))).Refusal);
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await hub.ViewerAsync(mei), shared.Value.Uid, 2, new PostChange(Body: "Only 198.51.100.8."))).Refusal);
        // Wider before the outbox is heard of what was before.
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await hub.ViewerAsync(mei), shared.Value.Uid, "TLP:GREEN", ["community"])).Refusal);
        await DrainAsync(hub);

        foreach (var again in (bool[])[false, true])
        {
            if (again)
            {
                // As after it was hidden and shown again.
                await hub.Database.WriteAsync(async tx => tx.Emit(new ItemReindex((await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", shared.Value.Uid)))!.Value)), default);
                await DrainAsync(hub);
            }

            Assert.Equal([("198.51.100.7", true), ("198.51.100.8", false)], await IndicatorsAsync(hub, ka));
            Assert.Equal([("198.51.100.8", false)], await IndicatorsAsync(hub, wong));
            Assert.Equal([("198.51.100.8", false)], await IndicatorsAsync(hub, ng));
        }

        // Said again, it stands again for all; and taken back, it is revoked for all.
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await hub.ViewerAsync(mei), shared.Value.Uid, 4, new PostChange(Body: "198.51.100.7 after all, and 198.51.100.8."))).Refusal);
        await DrainAsync(hub);
        Assert.Equal([("198.51.100.7", false), ("198.51.100.8", false)], await IndicatorsAsync(hub, ng));
        Assert.Equal([("198.51.100.7", false), ("198.51.100.8", false)], await IndicatorsAsync(hub, ka));
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await hub.ViewerAsync(mei), shared.Value.Uid, 5, new PostChange(Body: "Only 198.51.100.8."))).Refusal);
        await DrainAsync(hub);
        Assert.Equal([("198.51.100.7", true), ("198.51.100.8", false)], await IndicatorsAsync(hub, ng));
        Assert.Equal([("198.51.100.7", true), ("198.51.100.8", false)], await IndicatorsAsync(hub, ka));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Posts_of_before_get_their_objects_once(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank"));
        for (var n = 0; n < 3; n++)
        {
            await hub.Get<SharePost>().RunAsync(await hub.ViewerAsync(mei), new PostInput { Kind = "indicators", Title = "Server", Body = $"198.51.100.{n}", Label = n == 2 ? "TLP:RED" : "TLP:GREEN", Audience = [n == 2 ? "person:MEI" : "community"] });
        }

        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from outbox", default), default);
        Assert.Empty((await hub.Get<ObjectShelf>().PageAsync(await hub.ViewerAsync(mei), Channel.Machine, new ObjectQuery(), default)).Objects);
        Assert.Equal("2 posts", await hub.Get<PostBackfill>().RunAsync(default));
        Assert.Null(await hub.Get<PostBackfill>().RunAsync(default));
        Assert.Equal(2, (await hub.Get<ObjectShelf>().PageAsync(await hub.ViewerAsync(mei), Channel.Machine, new ObjectQuery { Types = ["indicator"] }, default)).Objects.Count);
    }

    private static async Task DrainAsync(TestHub hub)
    {
        await hub.Get<OutboxPump>().DrainAsync(default);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>The values of the current versions, in their order, and whether they are revoked; nothing else of all versions names another value.</summary>
    private static async Task<List<(string Value, bool IsRevoked)>> IndicatorsAsync(TestHub hub, long person)
    {
        var viewer = await hub.ViewerAsync(person);
        var current = await hub.Get<ObjectShelf>().PageAsync(viewer, Channel.Machine, new ObjectQuery(), default);
        List<(string Value, bool IsRevoked)> told = [.. current.Objects.Where(o => o.Type == "indicator").Select(o => Encoding.UTF8.GetString(o.Bytes)).Select(t => (Value(t), t.Contains("\"revoked\":true", StringComparison.Ordinal))).Order()];
        var any = await hub.Get<ObjectShelf>().PageAsync(viewer, Channel.Machine, new ObjectQuery { Versions = VersionFilter.Any }, default);
        Assert.All(any.Objects.Select(o => Encoding.UTF8.GetString(o.Bytes)).Where(t => t.Contains("198.51.100.", StringComparison.Ordinal)), t => Assert.Contains(Value(t), told.Select(v => v.Value)));
        return told;
    }

    private static string Value(string text) => text.Substring(text.IndexOf("198.51.100.", StringComparison.Ordinal), "198.51.100.7".Length);
}
