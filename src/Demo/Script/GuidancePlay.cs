using Infohub.Community.Public;
using Infohub.Sharing.Guidance;

namespace Infohub.Demo.Script;

/// <summary>Performs acts on guidance.</summary>
internal static class GuidancePlay
{
    public static async Task<ActResult?> TryAsync(Stage stage, Viewer viewer, Act act, CancellationToken stop) => act is GuidanceAct a ? await PublishAsync(stage, viewer, a, stop) : null;

    private static async Task<ActResult> PublishAsync(Stage stage, Viewer viewer, GuidanceAct act, CancellationToken stop)
    {
        var texts = act.Texts.ToDictionary(t => t.Key, t => new GuidanceWords(t.Value[0], t.Value[1], t.Value[2]), StringComparer.Ordinal);
        // What a revision does not name stays as it is.
        var standing = await stage.Use<GuidanceShelf>().FindAsync(act.Slug, stop);
        foreach (var text in standing?.Texts ?? [])
        {
            texts.TryAdd(text.Language, new GuidanceWords(text.Title, text.Summary, text.Body));
        }

        return ActResult.From(await stage.Use<PublishGuidance>().RunAsync(viewer, new GuidanceInput(act.Slug, standing?.Revision ?? 0, texts, StillSame: false), stop));
    }
}
