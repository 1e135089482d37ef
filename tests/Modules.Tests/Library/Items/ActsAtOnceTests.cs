using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library.Items;

/// <summary>Two acts on one item: the second begins before the first commits.</summary>
public sealed class ActsAtOnceTests
{
    public static TheoryData<Engine, string, string, string, int> Pairs
    {
        get
        {
            var data = new TheoryData<Engine, string, string, string, int>();
            foreach (var engine in (Engine[])[Engine.Sqlite, Engine.Postgres])
            {
                data.Add(engine, "hide", "withdraw", "gone", ItemState.Hidden);
                data.Add(engine, "withdraw", "hide", "gone", ItemState.Withdrawn);
                data.Add(engine, "withdraw", "revise", "gone", ItemState.Withdrawn);
                data.Add(engine, "hide", "relabel", "gone", ItemState.Hidden);
                data.Add(engine, "withdraw", "pass", "gone", ItemState.Withdrawn);
                data.Add(engine, "hide", "comment", "gone", ItemState.Hidden);
                data.Add(engine, "erase", "unhide", "not-hidden", ItemState.Erased);
                data.Add(engine, "erase", "erase", "erased", ItemState.Erased);
                data.Add(engine, "revise", "revise", "changed", ItemState.Shared);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task The_second_sees_what_the_first_did(Engine engine, string first, string second, string code, int state)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, insurer) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Insurer"));
        await hub.CircleAsync("Banking", bank, insurer);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", bank));
        var ho = await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer));
        var kim = await hub.ViewerAsync(await hub.PersonAsync("Kim", insurer, Roles.Officer));
        var shared = await hub.Get<SharePost>().RunAsync(
            mei, new PostInput { Kind = "question", Label = "TLP:AMBER", Audience = ["circle:BANKING"], Attribution = "named", Title = "A title", Body = "A body" });
        var acts = new Acts(hub, mei, ho, kim, shared.Value.Uid);
        if (second == "unhide")
        {
            Assert.Null(await acts.RunAsync("hide"));
        }

        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var before = HeldAsync(() => acts.RunAsync(first), reached, go);
        await reached.Task;
        var after = acts.RunAsync(second);
        await UntilItWaitsAsync(hub, after);
        go.SetResult();
        Assert.Null(await before);
        Assert.Equal(code, await after);
        Assert.Equal(state, await hub.NumberAsync("select state from item"));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from item where state = 1 and wrapped_key is null"));
        await hub.Get<OutboxPump>().DrainAsync(default);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_item_without_its_key_stops_no_listener(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        await hub.Get<SharePost>().RunAsync(
            mei, new PostInput { Kind = "question", Label = "TLP:GREEN", Audience = ["community"], Attribution = "named", Title = "A title", Body = "A body" });
        var seq = await hub.NumberAsync("select seq from item");
        await hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("update item set wrapped_key = null", default);
                await tx.RunAsync("update item_version set head = null, body = null", default);
                tx.Emit(new ItemReindex(seq));
            },
            default);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal(0, await hub.Get<OutboxPump>().WaitingAsync(default));
    }

    /// <summary>The act is done and its transaction stays open until it may go.</summary>
    private static async Task<string?> HeldAsync(Func<Task<string?>> act, TaskCompletionSource reached, TaskCompletionSource go)
    {
        using var also = AlsoWrite.Begin(async (_, _) =>
        {
            reached.SetResult();
            await go.Task;
            return null;
        });
        return await act();
    }

    private static async Task UntilItWaitsAsync(TestHub hub, Task act)
    {
        while (hub.Database.Engine == Engine.Postgres && !act.IsCompleted
            && await hub.NumberAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
        {
            await Task.Delay(10);
        }
    }

    private sealed record Acts(TestHub Hub, Viewer Mei, Viewer Ho, Viewer Kim, string Uid)
    {
        public async Task<string?> RunAsync(string act) => act switch
        {
            "hide" => (await Hub.Database.WriteAsync<KeptItem>(tx => Hub.Get<ItemKeeper>().HideAsync(tx, Kim, Uid, "A reason", default), default)).Refusal?.Code,
            "unhide" => (await Hub.Database.WriteAsync<KeptItem>(tx => Hub.Get<ItemKeeper>().UnhideAsync(tx, Kim, Uid, default), default)).Refusal?.Code,
            "erase" => (await Hub.Database.WriteAsync<KeptItem>(tx => Hub.Get<ItemKeeper>().EraseAsync(tx, Kim, Uid, "A reason", [], default), default)).Refusal?.Code,
            "withdraw" => (await Hub.Get<WithdrawPost>().RunAsync(Mei, Uid, "A reason")).Refusal?.Code,
            "revise" => (await Hub.Get<RevisePost>().RunAsync(Mei, Uid, 1, new PostChange(Title: "Another title"))).Refusal?.Code,
            "relabel" => (await Hub.Get<RelabelPost>().RunAsync(Mei, Uid, "TLP:AMBER", ["organisation:INSURER"])).Refusal?.Code,
            "pass" => (await Hub.Get<PassOn>().RunAsync(Ho, Uid, "person:KIM")).Refusal?.Code,
            _ => (await Hub.Get<AddComment>().RunAsync(Ho, Uid, "A comment")).Refusal?.Code,
        };
    }
}
