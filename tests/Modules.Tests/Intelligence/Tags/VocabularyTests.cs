using System.Text;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Tags;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using static Infohub.Modules.Tests.Intelligence.Tags.TagCast;

namespace Infohub.Modules.Tests.Intelligence.Tags;

/// <summary>Taxonomies and galaxies as files have them and as officers keep them.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void A_taxonomy_is_read_with_its_predicates_and_values()
    {
        var (read, faults) = VocabularyFile.Read(Encoding.UTF8.GetBytes(Harbour));
        Assert.Empty(faults);
        Assert.Equal((VocabularyKind.Taxonomy, "harbour", "Harbour watch", 3L, 5), (read!.Kind, read.Name, read.Title, read.Version, read.Tags));
        Assert.Equal(
            ["harbour:sea-state=\"calm\"", "harbour:sea-state=\"rough, and rising\"", "harbour:cargo=\"tea\"", "harbour:cargo=\"salt\"", "harbour:drill"], VocabularySet.TagsOf(read));
        Assert.Equal((true, 80d, "#336699"), (read.Predicates[0].IsExclusive, read.Predicates[0].Values[1].Number, read.Predicates[2].Colour));
        var packed = Vocabulary.Unpack(read.Pack());
        Assert.Equal(VocabularySet.TagsOf(read), VocabularySet.TagsOf(packed));
    }

    [Fact]
    public void A_galaxy_is_read_with_synonyms_relations_and_links_that_are_links()
    {
        var (read, faults) = VocabularyFile.Read(Encoding.UTF8.GetBytes(Crews));
        Assert.Empty(faults);
        Assert.Equal(["misp-galaxy:crew=\"Grey Heron\"", "misp-galaxy:crew=\"Blue Crab\""], VocabularySet.TagsOf(read!));
        Assert.Equal(["https://crews.example/heron"], read!.Clusters[0].Refs);
        Assert.Equal(("33333333-3333-4333-8333-333333333333", "similar"), (read.Clusters[0].Related[0].Uuid, read.Clusters[0].Related[0].Type));
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("{\"a\": 1, \"a\": 2}", "")]
    [InlineData("{\"name\": \"x\"}", "")]
    [InlineData("{\"namespace\": \"tlp\", \"version\": 1, \"predicates\": [{\"value\": \"red\"}]}", "/namespace")]
    [InlineData("{\"namespace\": \"a b\", \"version\": 1, \"predicates\": [{\"value\": \"x\"}]}", "/namespace")]
    [InlineData("{\"namespace\": \"a\", \"version\": \"1\", \"predicates\": [{\"value\": \"x\"}]}", "/version")]
    [InlineData("{\"namespace\": \"a\", \"version\": 1, \"predicates\": [{\"value\": \"x\"}, {\"value\": \"X\"}]}", "/predicates/1")]
    [InlineData("{\"namespace\": \"a\", \"version\": 1, \"predicates\": [{\"value\": \"x\", \"colour\": \"red\"}]}", "/predicates/0/colour")]
    [InlineData("{\"namespace\": \"a\", \"version\": 1, \"predicates\": [{\"value\": \"x\", \"numerical_value\": \"9\"}]}", "/predicates/0/numerical_value")]
    [InlineData("{\"namespace\": \"a\", \"version\": 1, \"predicates\": [{\"value\": \"x\"}], \"values\": [{\"predicate\": \"y\", \"entry\": []}]}", "/values/0/predicate")]
    [InlineData("{\"namespace\": \"a\", \"version\": 1, \"predicates\": []}", "")]
    [InlineData("{\"type\": \"t\", \"version\": 1, \"values\": [{\"value\": \"x\"}, {\"value\": \"x\"}]}", "/values/1")]
    [InlineData("{\"type\": \"t\", \"version\": 1, \"values\": [{\"value\": \"x\", \"uuid\": \"7\"}]}", "/values/0/uuid")]
    [InlineData("{\"type\": \"t\", \"version\": 1, \"values\": [{\"value\": \"x\", \"meta\": {\"synonyms\": [\"y\", 3]}}]}", "/values/0/meta/synonyms/1")]
    [InlineData("{\"type\": \"t\", \"version\": 1, \"values\": [7]}", "/values/0/value")]
    public void A_fault_is_told_with_its_place_and_nothing_is_taken(string json, string path)
    {
        var (read, faults) = VocabularyFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(read);
        Assert.Equal(path, faults[0].Path);
    }

    [Fact]
    public void Public_vocabularies_are_read_whole()
    {
        var (taxonomies, galaxies) = (SharedData.Folder("taxonomies"), SharedData.Folder("galaxies/clusters"));
        Assert.SkipUnless(Directory.Exists(taxonomies), "The public data is not here.");
        foreach (var file in Directory.GetFiles(taxonomies, "machinetag.json", SearchOption.AllDirectories).Concat(Directory.GetFiles(galaxies)))
        {
            var (read, faults) = VocabularyFile.Read(File.ReadAllBytes(file));
            // What the hub says itself is the one thing that is refused.
            var isMarking = file.Contains("/tlp/", StringComparison.Ordinal) || file.Contains("/PAP/", StringComparison.Ordinal);
            Assert.Equal(isMarking ? ["/namespace"] : [], faults.Select(f => f.Path));
            Assert.Equal(isMarking, read is null);
            Assert.All(read is null ? [] : VocabularySet.TagsOf(read), t => Assert.Equal(t, MachineTag.Parse(t)?.ToString()));
        }
    }

    [Fact]
    public void A_comma_within_a_value_separates_nothing()
    {
        Assert.Equal(["phishing", "harbour:sea-state=\"rough, and rising\"", "a \"b\"", "x:y=\"\"odd\" one\""], MachineTag.Split(" phishing， harbour:sea-state=\"rough, and rising\" ,a \"b\", x:y=\"\"odd\" one\"、"));
        Assert.Equal(["x:y=\"open", "z"], MachineTag.Split("x:y=\"open, z"));
        Assert.Null(MachineTag.Parse("no tag"));
        Assert.Null(MachineTag.Parse("note: a sentence"));
        Assert.Null(MachineTag.Parse("a:b=\"open"));
        Assert.Equal(new MachineTag("kill-chain", "Command and Control", null), MachineTag.Parse("kill-chain:Command and Control"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task It_is_looked_at_first_and_loaded_switched_and_removed_under_an_elevation_each(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var officers = await OfficersAsync(hub);
        var (ann, bob) = officers;
        var keep = hub.Get<KeepVocabulary>();
        var member = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        Assert.Equal("officers-only", (await OfferAsync(hub, member, Harbour)).Refusal!.Code);
        Assert.Equal("officers-only", (await keep.LoadAsync(member, "harbour", default)).Refusal!.Code);
        Assert.NotEmpty((await OfferAsync(hub, ann, Harbour.Replace("\"version\": 3", "\"version\": \"3\"", StringComparison.Ordinal))).Value.Faults);
        Assert.Equal("vocabulary-offer", (await keep.LoadAsync(ann, "harbour", default)).Refusal!.Code);
        Assert.Equal(RefusalKind.TooLarge, (await OfferAsync(hub, ann, new string(' ', VocabularyFile.Largest + 1))).Refusal!.Kind);

        Assert.NotNull((await OfferAsync(hub, ann, Harbour)).Value.Of);
        Assert.Equal("elevation-needed", (await keep.LoadAsync(ann, "harbour", default)).Refusal!.Code);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from vocabulary"));
        await GrantAsync(hub, ann, bob);
        // Another officer's look is another's.
        Assert.Equal("vocabulary-offer", (await keep.LoadAsync(bob, "harbour", default)).Refusal!.Code);
        var uid = (await keep.LoadAsync(ann, "harbour", default)).Value;
        Assert.Contains("harbour:drill", hub.Get<TagWords>().All);

        await GrantAsync(hub, ann, bob);
        Assert.NotNull((await OfferAsync(hub, ann, Harbour)).Value.Of);
        Assert.Equal("vocabulary-old", (await keep.LoadAsync(ann, "harbour", default)).Refusal!.Code);
        Assert.NotNull((await OfferAsync(hub, ann, Harbour.Replace("\"version\": 3", "\"version\": 4", StringComparison.Ordinal).Replace("\"drill\"", "\"exercise\"", StringComparison.Ordinal))).Value.Of);
        Assert.Equal(uid, (await keep.LoadAsync(ann, "harbour", default)).Value);
        Assert.Contains("harbour:exercise", hub.Get<TagWords>().All);
        Assert.DoesNotContain("harbour:drill", hub.Get<TagWords>().All);

        // A look is kept for an hour.
        Assert.NotNull((await OfferAsync(hub, ann, Crews)).Value.Of);
        hub.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("vocabulary-offer", (await keep.LoadAsync(await hub.ViewerAsync(ann.PersonId), "crew", default)).Refusal!.Code);
        (ann, bob) = (await hub.ViewerAsync(ann.PersonId), await hub.ViewerAsync(bob.PersonId));

        var other = new TagWords(hub.Get<VocabularyShelf>());
        await other.RefreshAsync(default);
        Assert.Equal("elevation-needed", (await keep.SwitchAsync(ann, uid, false, default)).Refusal!.Code);
        Assert.Equal(1, await hub.NumberAsync("select is_on from vocabulary"));
        await GrantAsync(hub, ann, bob);
        Assert.Null((await keep.SwitchAsync(ann, uid, false, default)).Refusal);
        Assert.Empty(hub.Get<TagWords>().All);
        Assert.NotEmpty(other.All);
        await other.RefreshAsync(default);
        Assert.Empty(other.All);
        Assert.Null(await hub.Get<TagWords>().FindAsync(VocabularyKind.Taxonomy, "harbour", default));
        await GrantAsync(hub, ann, bob);
        Assert.Equal(RefusalKind.NotFound, (await keep.RemoveAsync(ann, "NOSUCH", default)).Refusal!.Kind);
        Assert.Null((await keep.RemoveAsync(ann, uid, default)).Refusal);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from vocabulary"));
        Assert.Equal(
            ["vocabulary.load", "vocabulary.load", "vocabulary.off", "vocabulary.remove"],
            await hub.Database.ReadAsync(sql => sql.ListAsync("select act from audit where object_kind = 'vocabulary' order by seq", static r => r.Text(0), default), default));
    }
}
