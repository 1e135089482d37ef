using System.Text;
using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Intelligence.Tags;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence.Tags;

/// <summary>A hub with two officers, and small vocabularies of its own.</summary>
internal static class TagCast
{
    /// <summary>One predicate takes one value only, the other any, and a third stands alone.</summary>
    public const string Harbour = """
        {"namespace": "harbour", "expanded": "Harbour watch", "description": "What a watch reports.", "version": 3,
         "predicates": [{"value": "sea-state", "expanded": "State of the sea", "exclusive": true}, {"value": "cargo"}, {"value": "drill", "expanded": "Only a drill", "colour": "#336699"}],
         "values": [{"predicate": "sea-state", "entry": [{"value": "calm", "numerical_value": 0}, {"value": "rough, and rising", "numerical_value": 80}]},
                    {"predicate": "cargo", "entry": [{"value": "tea", "expanded": "Tea"}, {"value": "salt"}]}]}
        """;

    public const string Crews = """
        {"name": "Crews", "type": "crew", "description": "Made-up groups.", "version": 2, "uuid": "11111111-1111-4111-8111-111111111111",
         "values": [{"value": "Grey Heron", "uuid": "22222222-2222-4222-8222-222222222222", "description": "Fishes at night.",
                     "meta": {"synonyms": ["Night Fisher", "夜鷺"], "refs": ["https://crews.example/heron", "javascript:alert(1)"]},
                     "related": [{"dest-uuid": "33333333-3333-4333-8333-333333333333", "type": "similar"}]},
                    {"value": "Blue Crab", "uuid": "33333333-3333-4333-8333-333333333333"}]}
        """;

    public static async Task<(Viewer Ann, Viewer Bob)> OfficersAsync(TestHub hub)
    {
        var office = await hub.OrganisationAsync("Office");
        return (await hub.ViewerAsync(await hub.PersonAsync("Ann", office, Roles.Officer)), await hub.ViewerAsync(await hub.PersonAsync("Bob", office, Roles.Officer)));
    }

    public static async Task GrantAsync(TestHub hub, Viewer asks, Viewer grants)
    {
        var elevations = hub.Get<Elevations>();
        Assert.Null((await elevations.GrantAsync(grants, (await elevations.AskAsync(asks, ElevatedAct.ChangeSettings, "", "a taxonomy", default)).Value, default)).Refusal);
    }

    public static Task<Outcome<OfferedVocabulary>> OfferAsync(TestHub hub, Viewer viewer, string json) =>
        hub.Get<OfferVocabulary>().RunAsync(viewer, new MemoryStream(Encoding.UTF8.GetBytes(json)), default);

    /// <summary>Looked at, granted and loaded.</summary>
    public static async Task<string> LoadAsync(TestHub hub, (Viewer Ann, Viewer Bob) officers, string json)
    {
        var offered = await OfferAsync(hub, officers.Ann, json);
        Assert.Empty(offered.Value.Faults);
        await GrantAsync(hub, officers.Ann, officers.Bob);
        var loaded = await hub.Get<KeepVocabulary>().LoadAsync(officers.Ann, offered.Value.Of!.Name, default);
        Assert.Null(loaded.Refusal);
        return loaded.Value;
    }

    public static async Task<Outcome<Infohub.Library.Public.SharedItem>> ShareAsync(TestHub hub, long person, string audience, string label, string body, params string[] tags)
    {
        var shared = await hub.Get<SharePost>().RunAsync(await hub.ViewerAsync(person), new PostInput { Kind = "indicators", Title = "Boats", Body = body, Label = label, Audience = [audience], Tags = tags });
        await hub.Get<OutboxPump>().DrainAsync(default);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        return shared;
    }
}
