using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>Labels of what comes in by the gate (law W5, R10).</summary>
public sealed class GateTests
{
    private const string Amber = ""","object_marking_refs":["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"]""";

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_carries_no_label_is_its_organisations_until_somebody_decides_and_what_is_marked_keeps_its_mark(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Shop"));
        var (mei, wong) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Wong", shop));
        await AdmitAsync(hub, await hub.ViewerAsync(mei), null, [new Part(PartKind.Community)], Tool(1, ""));
        await AdmitAsync(hub, await hub.ViewerAsync(mei), Tlp.Amber, [new Part(PartKind.Organisation, bank)], Tool(2, ""), Tool(3, Amber));
        Assert.Empty(await LabelsAsync(hub, wong));
        Assert.Equal(["1 TLP:AMBER+STRICT", "2 TLP:AMBER", "3 TLP:AMBER"], await LabelsAsync(hub, mei));

        foreach (var uid in await hub.Database.ReadAsync(sql => sql.ListAsync("select uid from item order by seq", static r => r.Text(0), default), default))
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Null((await hub.Get<RelabelPost>().RunAsync(await hub.ViewerAsync(mei), uid, "TLP:GREEN", ["community"])).Refusal);
        }

        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal(["1 TLP:GREEN", "2 TLP:GREEN"], await LabelsAsync(hub, wong));
        Assert.Equal(["1 TLP:GREEN", "2 TLP:GREEN", "3 TLP:AMBER"], await LabelsAsync(hub, mei));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_part_that_is_marked_stricter_is_shown_where_its_label_may_go_and_nothing_is_found_by_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        var circle = await hub.CircleAsync("Transport", bank, ferry);
        var (mei, ka, wong) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ka", ferry), await hub.PersonAsync("Wong", shop));
        foreach (var (number, part) in ((int, Part)[])[(1, new Part(PartKind.Community)), (2, new Part(PartKind.Circle, circle))])
        {
            await AdmitAsync(hub, await hub.ViewerAsync(mei), Tlp.Green, [part], Tool(number, """
                ,"description":"the source","external_references":[{"source_name":"cve","external_id":"CVE-2026-4321"}],
                "granular_markings":[{"marking_ref":"marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421","selectors":["description","external_references"]}]
                """));
        }

        foreach (var (person, seen) in ((long, int[])[])[(wong, []), (ka, [2]), (mei, [2])])
        {
            var viewer = await hub.ViewerAsync(person);
            foreach (var number in (int[])[1, 2])
            {
                var opened = await hub.Get<OpenObject>().RunAsync(viewer, $"tool--00000000-0000-4000-8000-00000000000{number}", default);
                Assert.Equal(person == wong && number == 2, opened.Refusal is not null);
                Assert.Equal(seen.Contains(number), opened.Refusal is null && opened.Value.Current.Description == "the source" && opened.Value.Properties.Any(p => p.Key == "external_references"));
            }

            Assert.Equal(0, (await hub.Get<LookUp>().RunAsync(viewer, ["CVE-2026-4321"], default)).Value[0].Objects);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_label_that_is_said_by_a_tag_can_tighten_and_nothing_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var bank = await hub.OrganisationAsync("Bank");
        var mei = await hub.PersonAsync("Mei", bank);
        Part[] bankAlone = [new Part(PartKind.Organisation, bank)];
        await AdmitAsync(
            hub, await hub.ViewerAsync(mei), Tlp.Green, bankAlone,
            Tool(1, ""","labels":["tlp:white","TLP:GREEN"]"""), Tool(2, ""","labels":["phish","tlp:amber"]"""), Tool(3, ""","labels":["tlp:amber"]""" + Amber), Tool(4, ""","labels":["tlp:amber+strict"]""" + Amber), Tool(5, ""","labels":["tlp:ex:chr"]"""));
        Assert.Equal(["1 TLP:GREEN", "2 TLP:AMBER+STRICT", "3 TLP:AMBER", "4 TLP:AMBER+STRICT", "5 TLP:AMBER+STRICT"], await LabelsAsync(hub, mei));

        using var red = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"objects":[{{Tool(6, ""","labels":["tlp:red"]""")}}]}"""));
        var outcomes = new List<string>();
        Assert.Equal(0, (await hub.Get<Gate>().AdmitAsync(await hub.ViewerAsync(mei), red, new Origin("REST", bankAlone) { Label = Tlp.Green }, o => { outcomes.Add(o.Reason); return ValueTask.CompletedTask; }, default)).Value.Taken);
        Assert.Contains("TLP:RED", Assert.Single(outcomes), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_statement_goes_wherever_what_it_marks_goes(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Shop"));
        var (mei, wong) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Wong", shop));
        const string statement = "marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168";
        var marking = $$"""{"type":"marking-definition","spec_version":"2.1","id":"{{statement}}","created":"2017-06-01T00:00:00.000Z","definition_type":"statement","definition":{"statement":"Copyright"} }""";
        await AdmitAsync(hub, await hub.ViewerAsync(mei), Tlp.Clear, [new Part(PartKind.Community)], Tool(1, $$""","object_marking_refs":["marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487","{{statement}}"]"""), marking);
        Assert.Equal(2, (await LabelsAsync(hub, wong)).Count);
    }

    private static async Task<List<string>> LabelsAsync(TestHub hub, long person)
    {
        var page = await hub.Get<ObjectShelf>().PageAsync(await hub.ViewerAsync(person), Channel.Machine, new ObjectQuery(), default);
        return [.. page.Objects.Select(o => $"{o.Uid.ToString()[^1]} {o.Label.Canonical()}").Order()];
    }

    private static async Task AdmitAsync(TestHub hub, Viewer by, Tlp? label, Part[] audience, params string[] objects)
    {
        using var bundle = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"objects":[{{string.Join(',', objects)}}]}"""));
        var receipt = await hub.Get<Gate>().AdmitAsync(by, bundle, new Origin("REST", audience) { Label = label }, o => { Assert.True(o.IsTaken, o.Reason); return ValueTask.CompletedTask; }, default);
        Assert.Null(receipt.Refusal);
    }

    private static string Tool(int number, string more) =>
        $$"""{"type":"tool","spec_version":"2.1","id":"tool--00000000-0000-4000-8000-00000000000{{number}}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"T"{{more}}}""";
}
