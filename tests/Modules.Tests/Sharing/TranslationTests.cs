using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>The same in another language is an item of its own.</summary>
public sealed class TranslationTests
{
    private static readonly PostInput English = new() { Kind = "early-warning", Label = "TLP:GREEN", Audience = ["community"], Title = "Sign-in page copied", Body = "Block it." };

    private static readonly PostInput Chinese = English with { Label = "TLP:AMBER", Audience = ["circle:BANKING"], Title = "登入頁面被複製", Body = "請封鎖。", Language = "zh-Hant" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_translation_and_its_original_are_told_to_who_reads_both_and_to_nobody_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, lee, ng) = await ThreeAsync(hub);
        var first = (await hub.Get<SharePost>().RunAsync(mei, English)).Value.Uid;
        var second = (await hub.Get<SharePost>().RunAsync(mei, Chinese, translationOf: first)).Value.Uid;
        var third = (await hub.Get<SharePost>().RunAsync(mei, English with { Language = "zh-Hans", Title = "登录页面被复制" }, translationOf: second)).Value.Uid;

        Assert.Equal($"{second} {third}", await OthersAsync(hub, lee, first));
        Assert.Equal($"{first} original {third}", await OthersAsync(hub, lee, second));
        // Ng is not of the circle: for Ng there is no second.
        Assert.Equal(third, await OthersAsync(hub, ng, first));
        Assert.Equal($"{first} original", await OthersAsync(hub, ng, third));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_translation_is_behind_once_the_original_is_revised_until_it_is_revised_itself(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, lee, _) = await ThreeAsync(hub);
        var first = (await hub.Get<SharePost>().RunAsync(mei, English)).Value.Uid;
        var second = (await hub.Get<SharePost>().RunAsync(mei, Chinese, translationOf: first)).Value.Uid;
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(mei, first, "TLP:GREEN", ["community", "circle:BANKING"])).Refusal);
        Assert.False(await IsBehindAsync());
        Assert.Null((await hub.Get<RevisePost>().RunAsync(mei, first, 0, new PostChange(Body: "Block both."))).Refusal);
        Assert.True(await IsBehindAsync());
        Assert.Null((await hub.Get<RevisePost>().RunAsync(mei, second, 0, new PostChange(Body: "請封鎖兩者。"))).Refusal);
        Assert.False(await IsBehindAsync());

        async Task<bool> IsBehindAsync()
        {
            await hub.Get<OutboxPump>().DrainAsync(default);
            return (await hub.Get<Translations>().ListAsync(await OpenAsync(hub, lee, second), default)).IsStale;
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Only_the_originators_side_ties_and_nothing_anonymous(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, lee, ng) = await ThreeAsync(hub);
        await hub.KeepersAsync();
        var first = (await hub.Get<SharePost>().RunAsync(mei, English)).Value.Uid;
        var hidden = (await hub.Get<SharePost>().RunAsync(mei, Chinese)).Value.Uid;
        var unnamed = (await hub.Get<SharePost>().RunAsync(mei, English with { Attribution = "anonymous" })).Value.Uid;
        Assert.Equal("translation-of", await TryAsync(lee, English, first));
        Assert.Equal(await TryAsync(ng, English, "NOSUCH"), await TryAsync(ng, English, hidden));
        Assert.Equal("translation-anonymous", await TryAsync(mei, English with { Attribution = "anonymous" }, first));
        Assert.Equal("translation-anonymous", await TryAsync(mei, English, unnamed));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from translation"));
        Assert.Equal(3, await hub.NumberAsync("select count(*) from item"));

        async Task<string?> TryAsync(Viewer viewer, PostInput post, string of) => (await hub.Get<SharePost>().RunAsync(viewer, post, translationOf: of)).Refusal?.Code;
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_draft_keeps_what_it_translates_until_it_is_shared_becomes_anonymous_or_is_thrown_away(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, _) = await ThreeAsync(hub);
        var first = (await hub.Get<SharePost>().RunAsync(mei, English)).Value.Uid;
        var draft = await KeepAsync(Chinese, new DraftTie(TranslationOf: first));
        Assert.Equal(first, await hub.Get<Translations>().OriginalAsync(await OpenAsync(hub, mei, draft), default));
        Assert.Equal(draft, await KeepAsync(Chinese with { Title = "又一次" }, new DraftTie(draft)));
        hub.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, Chinese, draft)).Refusal);
        Assert.Equal($"{first} original", await OthersAsync(hub, mei, draft));

        var away = await KeepAsync(Chinese, new DraftTie(TranslationOf: first));
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(mei, away, "Not needed")).Refusal);
        var anonymous = await KeepAsync(Chinese, new DraftTie(TranslationOf: first));
        Assert.NotEqual(anonymous, await KeepAsync(Chinese with { Attribution = "anonymous" }, new DraftTie(anonymous)));
        Assert.Equal(1, await hub.NumberAsync("select count(*) from translation"));

        async Task<string> KeepAsync(PostInput post, DraftTie tie) => (await hub.Get<SaveDraft>().RunAsync(mei, post, [], tie)).Value.Uid;
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_erased_is_tied_to_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, _) = await ThreeAsync(hub);
        var first = (await hub.Get<SharePost>().RunAsync(mei, English)).Value.Uid;
        await hub.Get<SharePost>().RunAsync(mei, Chinese, translationOf: first);
        var seq = await hub.NumberAsync($"select seq from item where uid = '{first}'");
        await hub.Database.WriteAsync(
            tx =>
            {
                tx.Emit(new ItemErased(seq, first));
                return Task.CompletedTask;
            },
            default);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from translation"));
    }

    private static async Task<string> OthersAsync(TestHub hub, Viewer viewer, string uid) =>
        string.Join(' ', (await hub.Get<Translations>().ListAsync(await OpenAsync(hub, viewer, uid), default)).Others.Select(t => t.Card.Uid + (t.IsOriginal ? " original" : "")));

    private static async Task<ReadableItem> OpenAsync(TestHub hub, Viewer viewer, string uid) => (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value;

    private static async Task<(Viewer Mei, Viewer Lee, Viewer Ng)> ThreeAsync(TestHub hub)
    {
        var (bank, trust, clinic) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Trust"), await hub.OrganisationAsync("Clinic"));
        await hub.CircleAsync("Banking", bank, trust);
        return (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Lee", trust)), await hub.ViewerAsync(await hub.PersonAsync("Ng", clinic)));
    }
}
