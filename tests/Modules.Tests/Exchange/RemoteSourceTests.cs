using System.Net;
using System.Text;
using Infohub.Community.Public;
using Infohub.Exchange.Remotes;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Feeds;
using Infohub.Sharing.LookUp;

namespace Infohub.Modules.Tests.Exchange;

/// <summary>What a server of somebody else cannot do to what others say, nor to whom its own words go; and its credentials.</summary>
public sealed class RemoteSourceTests
{
    private const string Clear = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487";
    private const string Later = "2026-02-01T08:00:00.000Z";

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Credentials_are_kept_sealed(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var kept = (await cast.Hub.Database.ReadAsync(sql => sql.FirstAsync($"select {Remote.Columns} from remote r", static r => Remote.Read(r), default), default))!;
        Assert.True(kept.Secret!.Length > "bank\ns3cret".Length);
        Assert.All((byte[][])[kept.Secret, kept.WrappedKey!, Encoding.UTF8.GetBytes(kept.Name + kept.Address)], b => Assert.Equal(-1, b.AsSpan().IndexOf("s3cret"u8)));
        Assert.Equal(-1, kept.Secret.AsSpan().IndexOf("bank"u8));

        // They are there, for the server is asked with them.
        await cast.Hub.Get<ListOffered>().RunAsync(await cast.AsAsync("Mei"), cast.Remote, default);
        Assert.Equal("Basic " + Convert.ToBase64String("bank:s3cret"u8), cast.Server.Asked.Last().Authorization);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_comes_under_an_id_that_another_source_has_stands_beside_it(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await AddAsync(cast, Named(OtherServer.Indicator(1), "ours"), Named(OtherServer.Indicator(2), "ours"));
        await cast.FollowAsync("circle:TRANSPORT");
        // Newer, as new with other words, and revoked.
        cast.Server.Objects = c => OtherServer.EnvelopeAsync(
            c,
            OtherServer.Envelope(
                "", Named(OtherServer.Indicator(1, modified: Later), "theirs"), Named(OtherServer.Indicator(2), "theirs"),
                Named(OtherServer.Indicator(2, modified: Later), "theirs").Replace("\"name\"", "\"revoked\":true,\"name\"", StringComparison.Ordinal)),
            7);
        await cast.RunAsync();
        Assert.Equal(3, (await cast.LastAsync()).Taken);

        var source = await cast.Hub.NumberAsync("select source_id from remote");
        var reads = await cast.ReadsAsync("Ka");
        Assert.Equal([(1, "ours"), (2, "ours")], Shown(reads.Where(o => o.Source != source)));
        Assert.Equal([(1, "theirs"), (2, "theirs")], Shown(reads.Where(o => o.Source == source)));
        Assert.All(reads.Where(o => o.Source != source), o => Assert.DoesNotContain("revoked", Encoding.UTF8.GetString(o.Bytes), StringComparison.Ordinal));
        Assert.Equal([(1, "ours"), (2, "ours")], Shown(await cast.ReadsAsync("Other")));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_server_cannot_widen_a_label(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        const string Amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
        await AddAsync(cast, Named(OtherServer.Indicator(1, Amber), "ours"));
        await cast.FollowAsync();
        cast.Server.Objects = c => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("", Named(OtherServer.Indicator(1, Clear, Later), "theirs"), Named(OtherServer.Indicator(2, Clear), "theirs")), 7);
        await cast.RunAsync();
        Assert.Equal(2, (await cast.LastAsync()).Taken);

        // What another says under this id keeps its label, and what the server says goes to those alone for whom it is polled.
        var source = await cast.Hub.NumberAsync("select source_id from remote");
        Assert.Equal([Tlp.Amber], (await cast.ReadsAsync("Lok")).Where(o => o.Source != source).Select(o => o.Label));
        Assert.Equal([Tlp.Clear, Tlp.Clear], (await cast.ReadsAsync("Lok")).Where(o => o.Source == source).Select(o => o.Label));
        Assert.Empty(await cast.ReadsAsync("Ka"));
        Assert.Empty(await cast.ReadsAsync("Other"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_known_value_that_a_server_sends_is_none_to_act_on(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync();
        cast.Server.Objects = c => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("", Bad(1, "8.8.8.8"), Bad(2, "203.0.113.9")), 7);
        await cast.RunAsync();
        Assert.Equal(2, (await cast.LastAsync()).Taken);

        await cast.Hub.Get<OutboxPump>().DrainAsync(default);
        var lok = await cast.AsAsync("Lok");
        var lines = RemoteCast.Is(await cast.Hub.Get<LookUpPasted>().RunAsync(lok, "8.8.8.8 203.0.113.9", default));
        Assert.Equal([("8.8.8.8", 1, true), ("203.0.113.9", 1, false)], lines.Select(l => (l.Value, l.Objects, l.WarningLists.Count > 0)));
        foreach (var format in (string[])["text", "csv", "suricata", "zeek", "rpz"])
        {
            var text = RemoteCast.Is(await cast.Hub.Get<WriteDetectionFile>().RunAsync(lok, lines, BlockListAsk.Read(null, null, null, "hub.example", format)!, default)).Text;
            Assert.Contains(format == "rpz" ? "32.9.113.0.203" : "203.0.113.9", text, StringComparison.Ordinal);
            Assert.DoesNotContain("8.8.8.8", text, StringComparison.Ordinal);
        }

        // A block list is made of posts: what a server sends is in none.
        var made = RemoteCast.Is(await cast.Hub.Get<MakeFeed>().RunAsync(lok, new NewFeed("Wall"), default));
        var open = (await cast.Hub.Get<FeedDoor>().ByTokenAsync(made.Uid, made.Token, IPAddress.Parse("192.0.2.7"), default))!;
        Assert.Empty((await cast.Hub.Get<BlockList>().WriteAsync(open, BlockListAsk.Read("ip", null, null, "hub.example", null)!, "", default)).Bytes);
    }

    private static string Bad(int n, string address) =>
        OtherServer.Indicator(n, modified: "2026-03-02T08:00:00.000Z").Replace($"198.51.100.{n}", address, StringComparison.Ordinal).Replace("\"name\"", "\"indicator_types\":[\"malicious-activity\"],\"confidence\":90,\"name\"", StringComparison.Ordinal);

    private static string Named(string indicator, string name) => indicator.Replace("\"name\":\"n\"", $"\"name\":\"{name}\"", StringComparison.Ordinal);

    private static List<(int, string)> Shown(IEnumerable<PlacedObject> objects) =>
        [.. objects.Select(o => (int.Parse(o.Uid.ToString()[^12..], System.Globalization.CultureInfo.InvariantCulture), Encoding.UTF8.GetString(o.Bytes).Contains("\"ours\"", StringComparison.Ordinal) ? "ours" : "theirs")).Order()];

    private static async Task AddAsync(RemoteCast cast, params string[] objects)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(OtherServer.Envelope("", objects)));
        var audience = objects[0].Contains(OtherServer.Green, StringComparison.Ordinal) ? new Part(PartKind.Community) : new Part(PartKind.Organisation, cast.Bank);
        var receipt = RemoteCast.Is(await cast.Hub.Get<Gate>().AdmitAsync(await cast.AsAsync("Mei"), body, new Origin("x", [audience]), _ => default, default));
        Assert.Equal(objects.Length, receipt.Taken);
    }
}
