using Infohub.Community.Keys;
using Infohub.Community.Public;
using Infohub.Sharing.Feeds;

namespace Infohub.Demo.Script;

/// <summary>Performs acts on keys and feeds.</summary>
internal static class KeyPlay
{
    public static async Task<ActResult?> TryAsync(Stage stage, Viewer viewer, Act act, CancellationToken stop) => act switch
    {
        KeyAct a => await MakeAsync(stage, viewer, a, stop),
        KeyCeilingAct a => await RaiseAsync(stage, viewer, a, stop),
        KeyRevokeAct a => ActResult.From(await stage.Use<RevokeKey>().RunAsync(viewer, stage.Key(a.TargetKey).Uid, stop)),
        _ => null,
    };

    private static async Task<ActResult> MakeAsync(Stage stage, Viewer viewer, KeyAct act, CancellationToken stop)
    {
        var owner = Stage.Known(stage.Cast.People, act.By ?? throw new InvalidDataException("A key is made by somebody."));
        var circles = new List<string>();
        foreach (var circle in act.Circles)
        {
            circles.Add(await stage.CircleAsync(circle, stop));
        }

        var scopes = act.Scopes.Aggregate(Scopes.None, static (all, scope) => all | ScriptWords.Scope(scope));
        var what = new NewKey(
            act.Name, act.Of == "organisation", scopes, act.Networks, act.Expires is null ? null : stage.Time(act.Expires), circles, act.CirclesOnly,
            viewer.IsPerson ? null : stage.Organisation(owner.Organisation));
        var made = await stage.Use<MakeKey>().RunAsync(viewer, what, stop);
        if (!made.Done)
        {
            return ActResult.Refused(made.Refusal!);
        }

        stage.Cast.Keys[act.Name] = new CastKey(made.Value.Uid, made.Value.Secret, act.Of == "person" ? act.By : "");
        return new ActResult { Ok = true, Id = made.Value.Uid, Secret = made.Value.Secret };
    }

    private static async Task<ActResult> RaiseAsync(Stage stage, Viewer viewer, KeyCeilingAct act, CancellationToken stop)
    {
        if (ScriptWords.Label(act.Ceiling) is not { } ceiling)
        {
            return new ActResult { Ok = false, Kind = "Invalid", Code = "label" };
        }

        var key = stage.Key(act.TargetKey);
        var done = ActResult.From(await stage.Use<SetKeyCeiling>().RunAsync(viewer, key.Uid, ceiling, stop));
        if (done.Ok)
        {
            stage.Cast.Keys[act.TargetKey] = key with { Ceiling = act.Ceiling };
        }

        return done;
    }
}
