using Infohub.Community.Public;
using Infohub.Sharing.Feeds;

namespace Infohub.Demo.Script;

/// <summary>Performs acts on saved feeds.</summary>
internal static class FeedPlay
{
    public static async Task<ActResult?> TryAsync(Stage stage, Viewer viewer, Act act, CancellationToken stop) => act switch
    {
        FeedAct a => await MakeAsync(stage, viewer, a, stop),
        FeedBindAct a => ScriptWords.Label(a.Ceiling) is { } ceiling
            ? ActResult.From(await stage.Use<BindFeed>().RunAsync(viewer, Stage.Known(stage.Cast.Feeds, a.Feed).Uid, a.Networks, ceiling, stop))
            : new ActResult { Ok = false, Kind = "Invalid", Code = "label" },
        _ => null,
    };

    private static async Task<ActResult> MakeAsync(Stage stage, Viewer viewer, FeedAct act, CancellationToken stop)
    {
        var circle = act.Query?.Circle is { } name ? await stage.CircleAsync(name, stop) : "";
        var label = act.Query?.Label is not { } word ? "" : word.StartsWith("TLP:", StringComparison.OrdinalIgnoreCase) ? word : "TLP:" + word;
        var made = await stage.Use<MakeFeed>().RunAsync(viewer, new NewFeed(act.Name, act.Query?.Kind ?? "", circle, label), stop);
        if (!made.Done)
        {
            return ActResult.Refused(made.Refusal!);
        }

        stage.Cast.Feeds[act.Name] = new CastFeed(made.Value.Uid, made.Value.Token);
        return new ActResult { Ok = true, Id = made.Value.Uid, Token = made.Value.Token };
    }
}
