using System.Text;
using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;

namespace Infohub.Demo.Script;

/// <summary>Performs acts on items.</summary>
internal static class ItemPlay
{
    private static readonly byte[] Dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public static async Task<ActResult?> TryAsync(Stage stage, Viewer viewer, Act act, CancellationToken stop) => act switch
    {
        ShareAct a => Kept(stage, a, await stage.Use<SharePost>().RunAsync(viewer, await InputAsync(stage, a, stop), stop: stop)),
        DraftAct a => Kept(stage, a, await stage.Use<SaveDraft>().RunAsync(viewer, await InputAsync(stage, a, stop), [.. a.Reviewers.Select(stage.Person)], stop: stop)),
        ReviseAct a => ActResult.From(await stage.Use<RevisePost>().RunAsync(viewer, stage.Item(a.Item), 0, new PostChange(Title: a.Title, Body: a.Body), stop)),
        RelabelAct a => ActResult.From(await stage.Use<RelabelPost>().RunAsync(viewer, stage.Item(a.Item), a.Label, await stage.PartsAsync(a.Audience, stop), stop)),
        WithdrawAct a => ActResult.From(await stage.Use<WithdrawPost>().RunAsync(viewer, stage.Item(a.Item), a.Reason, stop)),
        OpenAttributionAct a => ActResult.From(await stage.Use<OpenAttribution>().RunAsync(viewer, stage.Item(a.Item), "named", stop)),
        CommentAct a => Made(await stage.Use<AddComment>().RunAsync(viewer, stage.Item(a.Item), a.Body, images: a.Image ? [new Upload("seen.png", Dot)] : [], stop: stop)),
        AttachAct a => ActResult.From(
            await stage.Use<AttachFile>().RunAsync(viewer, stage.Item(a.Item), [new Upload(a.File, Encoding.UTF8.GetBytes(a.Text))], stop)),
        PassOnAct a => Made(await stage.Use<PassOn>().RunAsync(viewer, stage.Item(a.Item), await stage.PartAsync(a.Part, stop), stop)),
        AskWiderAct a => await AskAsync(stage, viewer, a, stop),
        HideAct a => await ModerateAsync(stage, viewer, a, ElevatedAct.Hide, stop),
        UnhideAct a => await ModerateAsync(stage, viewer, a, ElevatedAct.Unhide, stop),
        EraseAct a => await ModerateAsync(stage, viewer, a, ElevatedAct.Erase, stop),
        AnswerWiderAct a => await AnswerAsync(stage, viewer, a, stop),
        _ => null,
    };

    private static async Task<PostInput> InputAsync(Stage stage, WritingAct act, CancellationToken stop) => new()
    {
        Kind = act.Kind,
        Label = act.Label,
        Audience = await stage.PartsAsync(act.Audience, stop),
        Attribution = act.Attribution,
        Pap = act.Pap ?? "",
        Release = stage.Time(act.Release),
        Embargo = stage.Time(act.Embargo),
        Expiry = stage.Time(act.Expiry),
        Title = act.Title,
        Summary = act.Summary,
        Body = act.Body,
        References = string.Join('\n', act.References),
        Language = act.Language,
        Tags = act.Tags,
    };

    private static ActResult Kept(Stage stage, WritingAct act, Outcome<SharedItem> outcome)
    {
        if (!outcome.Done)
        {
            return ActResult.Refused(outcome.Refusal!);
        }

        stage.Cast.Items[act.Name] = outcome.Value.Uid;
        return ActResult.Made(outcome.Value.Uid);
    }

    private static ActResult Made(Outcome<string> outcome) => outcome.Done ? ActResult.Made(outcome.Value) : ActResult.Refused(outcome.Refusal!);

    private static async Task<ActResult> AskAsync(Stage stage, Viewer viewer, AskWiderAct act, CancellationToken stop)
    {
        var item = stage.Item(act.Item);
        var asked = await stage.Use<AskWider>().RunAsync(viewer, item, await stage.PartAsync(act.Part, stop), stop);
        if (asked.Done)
        {
            stage.Cast.Asks[act.Name] = new CastAsk(asked.Value, item);
        }

        return Made(asked);
    }

    private static async Task<ActResult> AnswerAsync(Stage stage, Viewer viewer, AnswerWiderAct act, CancellationToken stop)
    {
        var ask = Stage.Known(stage.Cast.Asks, act.Ask);
        return ActResult.From(await stage.Use<AnswerWider>().RunAsync(viewer, ask.Item, ask.Uid, act.Give, stop));
    }

    /// <summary>One officer asks and acts, the second grants in between (law section 1).</summary>
    private static async Task<ActResult> ModerateAsync(Stage stage, Viewer viewer, OfficersAct act, string what, CancellationToken stop)
    {
        var (item, elevations) = (stage.Item(act.Item), stage.Use<Elevations>());
        var asked = await elevations.AskAsync(viewer, what, item, act.Reason, stop);
        if (asked.Refusal is { } refusal)
        {
            return ActResult.Refused(refusal);
        }

        if (await stage.PersonAsync(act.Second, stop) is not { } second)
        {
            return ActResult.NotLive;
        }

        var granted = await elevations.GrantAsync(second, asked.Value, stop);
        return ActResult.From(granted.Done ? await stage.Use<ModerateItem>().RunAsync(viewer, what, item, act.Reason, stop) : granted);
    }
}
