using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Scoring;
using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>A bank and a ferry in one circle, a shop outside it, and what they say of an address.</summary>
internal sealed class SightingCast(TestHub hub, Viewer mei, Viewer ka, Viewer kaToo, Viewer wong)
{
    public const string Address = "198.51.100.7";

    public TestHub Hub => hub;

    /// <summary>Of the bank.</summary>
    public Viewer Mei => mei;

    /// <summary>Of the ferry, as is <see cref="KaToo"/>.</summary>
    public Viewer Ka => ka;

    public Viewer KaToo => kaToo;

    /// <summary>Of the shop, outside the circle.</summary>
    public Viewer Wong => wong;

    public static async Task<SightingCast> ComeAsync(TestHub hub)
    {
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank, ferry);
        var people = new List<Viewer>();
        foreach (var (name, org) in (List<(string, long)>)[("Mei", bank), ("Ka", ferry), ("Katoo", ferry), ("Wong", shop)])
        {
            people.Add(await hub.ViewerAsync(await hub.PersonAsync(name, org)));
        }

        return new SightingCast(hub, people[0], people[1], people[2], people[3]);
    }

    /// <summary>The same people a while later.</summary>
    public async Task<SightingCast> LaterAsync(TimeSpan by)
    {
        hub.Clock.Advance(by);
        return new SightingCast(hub, await hub.ViewerAsync(mei.PersonId), await hub.ViewerAsync(ka.PersonId), await hub.ViewerAsync(kaToo.PersonId), await hub.ViewerAsync(wong.PersonId));
    }

    public async Task<string> ShareAsync(Viewer author, string label, string audience, Func<PostInput, PostInput>? with = null)
    {
        var post = new PostInput { Kind = "indicators", Title = "Servers", Body = "Beacons to 198.51.100.7 and to 198.51.100.8.", Label = label, Audience = [audience] };
        var shared = await hub.Get<SharePost>().RunAsync(author, with is null ? post : with(post));
        Assert.Null(shared.Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        return shared.Value.Uid;
    }

    public async Task AdmitAsync(Viewer from, Tlp label, string json, params Part[] audience)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"type":"bundle","id":"bundle--{{Guid.NewGuid()}}","objects":[{{json}}]}"""));
        var receipt = await hub.Get<Gate>().AdmitAsync(from, stream, new Origin("Feed", audience) { Label = label }, outcome => { Assert.Equal("", outcome.Reason); return default; }, default);
        Assert.True(receipt.Value.Taken > 0);
    }

    public Task<Outcome<KeptSighting>> SayAsync(Viewer who, SightingInput said) => hub.Get<RecordSightings>().RunAsync(who, said);

    public Task<Outcome<KeptSighting>> SayAsync(Viewer who, string kind = "seen", string item = "", string note = "", string value = Address) =>
        SayAsync(who, new SightingInput(value, kind) { Item = item, Note = note });

    public async Task<KnownValue> ReadAsync(Viewer who, string value = Address, Channel channel = Channel.Analysis) =>
        (await hub.Get<ReadValues>().RunAsync(who, channel, [TypedValue.Read(value)!.Value], default))[0];

    public async Task<Evidence> EvidenceAsync(Viewer who, string value = Address) =>
        (await hub.Get<GatherEvidence>().RunAsync(who, Channel.Analysis, [TypedValue.Read(value)!.Value], _ => false, default))[0];

    public async Task<Score> ScoreAsync(Viewer who, string value = Address) => Score.Of(await EvidenceAsync(who, value), new ScoreSettings(), who.Facts.Now);

    /// <summary>Everything that a page of the value is made of, to compare before and after.</summary>
    public async Task<string> PageAsync(Viewer who, string value = Address) =>
        System.Text.Json.JsonSerializer.Serialize(await hub.Get<ValueBoards>().OfAsync(who, TypedValue.Read(value)!.Value, default));
}
