using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Modules.Tests.Intelligence.Tags;
using Infohub.Platform.Data;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>Knowledge: techniques by tactics and what is read of them, and MITRE ATT&amp;CK as it is published.</summary>
public sealed class KnowledgeTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_technique_counts_the_items_that_its_reader_may_read_by_sector_and_time(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank, ferry);
        await hub.Database.WriteAsync(tx => tx.RunAsync("insert into organisation_sector(org_id, sector) values (@a, 'finance'), (@b, 'transport')", default, ("a", bank), ("b", ferry)), default);
        var (mei, ka, wong) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ka", ferry), await hub.PersonAsync("Wong", shop));
        await AdmitAsync(hub, mei, new MemoryStream(Encoding.UTF8.GetBytes($$"""{"objects":[{{Technique(1, "T0817", "initial-access")}},{{Technique(2, "T0803", "inhibit-response-function")}}]}""")));

        await TagCast.ShareAsync(hub, mei, "community", "TLP:GREEN", "They came by T0817, from 198.51.100.7.");
        hub.Clock.Advance(TimeSpan.FromDays(40));
        await TagCast.ShareAsync(hub, ka, "community", "TLP:GREEN", "T0817 again, from 198.51.100.8.");
        await TagCast.ShareAsync(hub, ka, "circle:TRANSPORT", "TLP:AMBER", "T0817, and T0803 after it: 198.51.100.9.");

        Assert.Equal(["Access T0817 3", "Response T0803 1"], await CountsAsync(mei, 90, ""));
        Assert.Equal(["Access T0817 2", "Response T0803 0"], await CountsAsync(wong, 90, ""));
        Assert.Equal(["Access T0817 1", "Response T0803 0"], await CountsAsync(wong, 30, ""));
        Assert.Equal(["Access T0817 1", "Response T0803 0"], await CountsAsync(mei, 90, "finance"));
        Assert.Equal(["Access T0817 2", "Response T0803 1"], await CountsAsync(mei, 90, "transport"));

        async Task<string[]> CountsAsync(long person, int days, string sector)
        {
            var matrix = await hub.Get<DrawMatrix>().RunAsync(await hub.ViewerAsync(person), "mitre-ics-attack", days, sector, default);
            return [.. matrix.Columns.SelectMany(c => c.Techniques).OrderByDescending(t => t.Code).Select(t => $"{(t.Code == "T0817" ? "Access" : "Response")} {t.Code} {t.All}")];
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task ATTACK_comes_in_whole_and_its_techniques_have_their_tactics_and_relations(Engine engine)
    {
        var file = Path.Combine(SharedData.Folder("attack"), "ics-attack-18.1.json");
        Assert.SkipUnless(File.Exists(file), $"There is no {file}.");
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Shop"));
        var (mei, wong) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Wong", shop));
        await using (var stream = File.OpenRead(file))
        {
            Assert.Equal(1826, await AdmitAsync(hub, mei, stream));
        }

        // A second time nothing is new.
        await using (var stream = File.OpenRead(file))
        {
            await AdmitAsync(hub, mei, stream);
        }

        Assert.Equal(1826, await hub.NumberAsync("select count(*) from stix_object"));
        var viewer = await hub.ViewerAsync(wong);
        var matrix = await hub.Get<DrawMatrix>().RunAsync(viewer, null, 90, "", default);
        Assert.Equal(("mitre-ics-attack", 12), (matrix.Chain, matrix.Columns.Count));
        Assert.Equal("Initial Access", matrix.Columns[0].Name);
        var technique = matrix.Columns[0].Techniques.Single(t => t.Code == "T0817");
        var opened = (await hub.Get<OpenObject>().RunAsync(viewer, technique.Id, default)).Value;
        Assert.Equal("Drive-by Compromise", opened.Current.Name);
        Assert.Contains(opened.Relations, r => r is { Word: "uses", IsFrom: false, Other.Type: "intrusion-set" });
        Assert.Contains(opened.Relations, r => r is { Word: "mitigates", IsFrom: false, Other.Type: "course-of-action" });
    }

    private static async Task<long> AdmitAsync(TestHub hub, long by, Stream bundle)
    {
        var receipt = await hub.Get<Gate>().AdmitAsync(
            await hub.ViewerAsync(by), bundle, new Origin("REST", [new Part(PartKind.Community)]) { Label = Tlp.Clear }, o => { Assert.True(o.IsTaken, $"{o.Id}: {o.Reason}"); return ValueTask.CompletedTask; }, default);
        await bundle.DisposeAsync();
        return receipt.Value.Taken;
    }

    private static string Technique(int number, string code, string phase) =>
        $$"""
        {"type":"attack-pattern","spec_version":"2.1","id":"attack-pattern--00000000-0000-4000-8000-00000000000{{number}}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"Way {{number}}",
         "external_references":[{"source_name":"mitre-attack","external_id":"{{code}}"}],"kill_chain_phases":[{"kill_chain_name":"mitre-ics-attack","phase_name":"{{phase}}"}]}
        """;
}
