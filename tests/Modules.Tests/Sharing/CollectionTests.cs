using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Modules.Tests.Delivery;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Collections;
using Infohub.Sharing.Posts;
using static Infohub.Modules.Tests.Delivery.InboxCast;

namespace Infohub.Modules.Tests.Sharing;

public sealed class CollectionTests
{
    private static readonly PostInput Post = new() { Kind = "indicators", Label = "TLP:AMBER", Audience = ["circle:BANKING"], Title = "An address", Body = "Seen at 198[.]18[.]7[.]7." };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_collection_shows_each_reader_what_they_may_read_now_and_counts_nothing_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var open = await ShareAsync(hub, cast.Mei, Post);
        var narrow = await ShareAsync(hub, cast.Mei, Post with { Title = "Another", Body = "Seen at 198[.]18[.]7[.]8.", Audience = ["person:HO"] });
        var uid = (await KeepAsync(hub, cast.Ho, new("item", open, "", "Watched", "asked about it"))).Value;
        foreach (var input in (KeepInput[])[new("item", narrow, uid, "", ""), new("value", "198[.]18[.]7[.]7", uid, "", "ours?"), new("value", "198.18.7.8", uid, "", ""), new("value", "203.0.113.77", uid, "", "")])
        {
            Assert.Null((await KeepAsync(hub, cast.Ho, input)).Refusal);
        }

        // What is kept again changes its note, and stands once.
        Assert.Null((await KeepAsync(hub, cast.Ho, new("value", "198.18.7.7", uid, "", "not ours"))).Refusal);
        var mine = (await OpenAsync(hub, cast.Ho, uid))!;
        Assert.Equal((4, 2, 2), (mine.Count, mine.Items.Count, mine.Values.Count));
        Assert.Equal("not ours", mine.Values.Single(v => v.Value.Value == "198.18.7.7").Entry.Says.Note);
        Assert.Equal(5, await hub.NumberAsync("select count(*) from collection_entry"));

        // A colleague is told of it only where it is shown, and reads it by their own rights.
        Assert.Null(await OpenAsync(hub, cast.Ka, uid));
        Assert.Null((await hub.Get<ChangeCollection>().NameAsync(await NowAsync(hub, cast.Ho), uid, "Watched by us", shown: true, default)).Refusal);
        var theirs = (await OpenAsync(hub, cast.Ka, uid))!;
        Assert.Equal((2, "Watched by us", false), (theirs.Count, theirs.Collection.Name, theirs.Collection.Mine));
        Assert.Equal([open], theirs.Items.Select(i => i.Card.Uid));
        Assert.Null(await OpenAsync(hub, cast.Mei, uid));

        // Who loses a reading loses its entry, without a trace.
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await NowAsync(hub, cast.Mei), open, "TLP:AMBER", ["organisation:BANK"])).Refusal);
        await DrainAsync(hub);
        Assert.Equal(0, (await OpenAsync(hub, cast.Ka, uid))!.Count);
        Assert.Equal([narrow], (await OpenAsync(hub, cast.Ho, uid))!.Items.Select(i => i.Card.Uid));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_may_not_be_read_is_kept_no_more_than_what_is_not_there(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var hidden = await ShareAsync(hub, cast.Mei, Post);
        var uid = (await hub.Get<ChangeCollection>().MakeAsync(await NowAsync(hub, cast.Other), "Mine", false, default)).Value;
        foreach (var item in (string[])[hidden, "NONE"])
        {
            Assert.Equal(Refusal.NotFound, (await KeepAsync(hub, cast.Other, new("item", item, uid, "", ""))).Refusal);
        }

        var indicator = await hub.Database.ReadAsync(
            sql => sql.FirstAsync("select o.uid from stix_object o join object_type t on t.id = o.type where t.name = 'indicator'", static r => new Guid(r.Bytes(0), bigEndian: true), default), default);
        foreach (var id in (string[])["indicator--" + indicator, "indicator--6b616fc1-1505-48e3-8b2c-0d19337bff38", "no id"])
        {
            Assert.Equal(Refusal.NotFound, (await KeepAsync(hub, cast.Other, new("object", id, uid, "", ""))).Refusal);
        }

        var theirs = (await KeepAsync(hub, cast.Ho, new("object", "indicator--" + indicator, "", "Objects", ""))).Value;
        Assert.Equal("indicator", Assert.Single((await OpenAsync(hub, cast.Ho, theirs))!.Objects).Object.Type);
        // Into the collection of another nothing comes, and what is not told of is not there.
        foreach (var into in (string[])[theirs, "NONE"])
        {
            Assert.Equal(Refusal.NotFound, (await KeepAsync(hub, cast.Other, new("value", "203.0.113.77", into, "", ""))).Refusal);
            Assert.Equal(Refusal.NotFound, (await hub.Get<ChangeCollection>().DeleteAsync(await NowAsync(hub, cast.Other), into, default)).Refusal);
        }

        Assert.Equal("collection-what", (await KeepAsync(hub, cast.Other, new("value", "no value", uid, "", ""))).Refusal?.Code);
        Assert.Equal("collection-name", (await KeepAsync(hub, cast.Other, new("value", "203.0.113.77", "", "", ""))).Refusal?.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Collections_have_their_number_and_go_with_all_that_is_in_them(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var made = new List<string>();
        for (var i = 0; i < CollectionRefusals.Most; i++)
        {
            made.Add((await hub.Get<ChangeCollection>().MakeAsync(cast.Ho, "No. " + i, false, default)).Value);
        }

        Assert.Equal("collections-many", (await hub.Get<ChangeCollection>().MakeAsync(cast.Ho, "One more", false, default)).Refusal?.Code);
        Assert.Null((await KeepAsync(hub, cast.Ho, new("value", "203.0.113.77", made[0], "", ""))).Refusal);
        Assert.Null((await hub.Get<ChangeCollection>().NameAsync(cast.Ho, made[0], "Shown", shown: true, default)).Refusal);
        Assert.Equal("collection-own", (await hub.Get<ChangeCollection>().DeleteAsync(await NowAsync(hub, cast.Ka), made[0], default)).Refusal?.Code);
        // Who is of the organisation no more shows it nothing.
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set org_id = @org where id = @id", default, ("org", cast.Mei.OrganisationId), ("id", cast.Ho.PersonId)), default);
        Assert.Null(await OpenAsync(hub, cast.Ka, made[0]));
        Assert.Null(await OpenAsync(hub, cast.Mei, made[0]));
        Assert.Equal(0, (await OpenAsync(hub, cast.Ho, made[0]))!.Count);
        Assert.Null((await hub.Get<ChangeCollection>().DeleteAsync(await NowAsync(hub, cast.Ho), made[0], default)).Refusal);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from collection_entry"));
    }

    private static async Task<Outcome<string>> KeepAsync(TestHub hub, Viewer viewer, KeepInput input) =>
        await hub.Get<KeepInCollection>().RunAsync(await NowAsync(hub, viewer), input, default);

    private static async Task<OpenedCollection?> OpenAsync(TestHub hub, Viewer viewer, string uid) =>
        await hub.Get<OpenCollection>().RunAsync(await NowAsync(hub, viewer), uid, default);
}
