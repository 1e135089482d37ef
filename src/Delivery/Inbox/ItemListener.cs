using System.Globalization;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Disclosures;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Public;

namespace Infohub.Delivery.Inbox;

/// <summary>Turns what happens to items into notices for those whom it may concern.</summary>
internal sealed class ItemListener : IListener
{
    public string Name => "inbox-items";

    public IReadOnlyList<Type> Hears { get; } =
    [
        typeof(ItemShared), typeof(ItemRelabelled), typeof(ItemGone), typeof(ItemErased), typeof(CommentAdded), typeof(MentionsAdded), typeof(AnswerAccepted), typeof(SeenHereToo), typeof(ItemPassedOn), typeof(WiderAsked), typeof(WiderAnswered),
        typeof(DisclosureReported), typeof(ItemReported), typeof(SealOpened), typeof(ViewsMatched), typeof(ProposalMade), typeof(ProposalAnswered),
    ];

    public Task HearAsync(Tx tx, object what, long at, CancellationToken stop) => what switch
    {
        ItemShared shared => TellAudienceAsync(tx, shared.Seq, shared.Uid, at, stop),
        ItemRelabelled changed => RelabelledAsync(tx, changed, at, stop),
        ViewsMatched found => MatchedAsync(tx, found, stop),
        ItemGone gone => GoneAsync(tx, gone, at, stop),
        CommentAdded { Private: not Privacy.None } comment => AnsweredInPrivateAsync(tx, comment, at, stop),
        CommentAdded comment => CommentedAsync(tx, comment, at, stop),
        MentionsAdded mentions => MentionedAsync(tx, mentions, at, stop),
        AnswerAccepted accepted => Said(NoticeKind.AnswerAccepted, "accepted/" + accepted.CommentUid, at, accepted.ItemSeq, accepted.Version, accepted.PersonId, accepted.ByAuthor)
            .ToAsync(tx, Recipients.Writer, stop, ("comment", accepted.CommentUid)),
        SeenHereToo seen => SeenTooAsync(tx, seen, at, stop),
        ItemPassedOn passed => PassedOnAsync(tx, passed, at, stop),
        WiderAsked asked => SideAsync(tx, new NewNotice(NoticeKind.WiderAsked, "asked/" + asked.Uid, at) { ItemSeq = asked.ItemSeq, Version = asked.Version, SubjectPerson = asked.PersonId, Side = true, Except = asked.PersonId }, stop),
        WiderAnswered answer => new NewNotice(answer.Given ? NoticeKind.WiderGiven : NoticeKind.WiderDeclined, "answered/" + answer.Uid, at) { ItemSeq = answer.ItemSeq, Version = answer.Version }
            .ToAsync(tx, "select w.person_id as person, w.org_id as org from wider_ask w where w.uid = @ask", stop, ("ask", answer.Uid)),
        ProposalMade proposal => ProposedAsync(tx, proposal, at, stop),
        ProposalAnswered answer => new NewNotice(answer.Accepted ? NoticeKind.CorrectionAccepted : NoticeKind.CorrectionDeclined, "proposal-answered/" + answer.Uid, at) { ItemSeq = answer.ItemSeq, Version = answer.Version }
            .ToAsync(tx, "select r.person_id as person, r.org_id as org from proposal r where r.uid = @proposal", stop, ("proposal", answer.Uid)),
        DisclosureReported report => SideAsync(
            tx, new NewNotice(NoticeKind.Disclosure, "disclosure/" + report.Uid, at) { ItemSeq = report.ItemSeq, Version = report.Version, SubjectPerson = report.PersonId, Side = true, Except = report.PersonId }, stop),
        // Officers are told by address and label: it is no notice of an item, which they may not read.
        ItemReported report => new NewNotice(NoticeKind.ItemReported, "reported/" + report.Uid, at)
        {
            ObjectId = report.ReportId,
            Label = report.Label,
            SubjectPerson = report.PersonId,
            SubjectOrganisation = report.OrganisationId,
            Except = report.PersonId,
        }.ToAsync(tx, Recipients.Officers, stop),
        SealOpened { Kind: not "item" } opened => new NewNotice(NoticeKind.SpeakerSealOpened, string.Create(CultureInfo.InvariantCulture, $"seal/{opened.OpeningId}"), at) { ObjectId = opened.OpeningId }
            .ToSealedAsync(tx, opened.Uid, opened.Tag, stop),
        SealOpened opened => new NewNotice(NoticeKind.SealOpened, string.Create(CultureInfo.InvariantCulture, $"seal/{opened.OpeningId}"), at)
        {
            ItemSeq = opened.ItemSeq,
            ObjectId = opened.OpeningId,
            Side = true,
        }.ToSealedAsync(tx, opened.Uid, opened.Tag, stop),
        _ => Task.CompletedTask,
    };

    /// <summary>Circles, organisations and persons of the audience; for early warnings to the community everybody.</summary>
    private static async Task TellAudienceAsync(Tx tx, long seq, string uid, long at, CancellationToken stop)
    {
        if (await FindAsync(tx, seq, stop) is not { State: ItemState.Shared, Kind: not ItemKind.Package } item)
        {
            return;
        }

        var notice = new NewNotice(NoticeKind.Shared, "shared/" + uid, at) { ItemSeq = seq, Except = item.PersonId, DueAt = item.ReleaseAt };
        await notice.ToAsync(tx, Recipients.OfAudience, stop, ("audience", item.AudienceId));
        if (item.Kind == ItemKind.EarlyWarning
            && await tx.NumberAsync("select count(*) from audience_part where audience_id = @audience and kind <= 1", stop, ("audience", item.AudienceId)) > 0)
        {
            await notice.ToAsync(tx, Recipients.Everybody, stop);
        }
    }

    /// <summary>Of one item one is told once: whom its audience told already learns the view beside it.</summary>
    private static async Task MatchedAsync(Tx tx, ViewsMatched found, CancellationToken stop)
    {
        if (await FindAsync(tx, found.ItemSeq, stop) is not { State: ItemState.Shared } item)
        {
            return;
        }

        foreach (var match in found.Matches)
        {
            var notice = new NewNotice(NoticeKind.ViewMatched, "shared/" + found.ItemUid, found.At) { ItemSeq = found.ItemSeq, ObjectId = match.ViewId, Except = item.PersonId, DueAt = item.ReleaseAt };
            await notice.ToAsync(tx, Recipients.One, stop, ("person", match.PersonId));
            await tx.RunAsync(
                $"update notice set object_id = @view where cause = @cause and person_id = @person and kind = {NoticeKind.Shared} and object_id = 0",
                stop,
                ("view", match.ViewId),
                ("cause", notice.Cause),
                ("person", match.PersonId));
        }
    }

    private static async Task RelabelledAsync(Tx tx, ItemRelabelled changed, long at, CancellationToken stop)
    {
        if (changed.ToLabel > changed.FromLabel || await IsNarrowerAsync(tx, changed, stop))
        {
            var item = await FindAsync(tx, changed.Seq, stop);
            var notice = new NewNotice(NoticeKind.Tightened, string.Create(CultureInfo.InvariantCulture, $"tightened/{changed.Uid}/{changed.Version}"), at)
            {
                ItemSeq = changed.Seq,
                Label = changed.ToLabel,
                OfRecord = true,
                Except = item?.PersonId ?? 0,
                DueAt = item?.ReleaseAt ?? 0,
            };
            await notice.ToAsync(tx, Recipients.ReadersOfRecord, stop);
            await (notice with { OfRecord = false }).ToAsync(tx, Recipients.Told, stop);
        }

        // Who is new in the audience learns of it as if it were shared now; the others were told before.
        await TellAudienceAsync(tx, changed.Seq, changed.Uid, at, stop);
    }

    private static async Task<bool> IsNarrowerAsync(Tx tx, ItemRelabelled changed, CancellationToken stop)
    {
        if (changed.FromAudience == changed.ToAudience)
        {
            return false;
        }

        var (from, to) = (await PartsAsync(tx, changed.FromAudience, stop), await PartsAsync(tx, changed.ToAudience, stop));
        return !await Containment.HoldsAsync(tx, to, from, null, stop);
    }

    /// <summary>Earlier readers get a tombstone where they would still read; hidden or erased by officers, its originator learns it too.</summary>
    private static async Task GoneAsync(Tx tx, ItemGone gone, long at, CancellationToken stop)
    {
        if (await FindAsync(tx, gone.Seq, stop) is not { State: > ItemState.Shared } item || item.State != gone.State)
        {
            return;
        }

        var withdrawn = gone.State == ItemState.Withdrawn;
        var notice = new NewNotice(NoticeKind.Gone, string.Create(CultureInfo.InvariantCulture, $"gone/{gone.Uid}/{gone.State}/{item.GoneAt}"), at)
        {
            ItemSeq = gone.Seq,
            Except = withdrawn ? item.PersonId : 0,
        };
        await notice.ToAsync(tx, Recipients.ReadersOfRecord, stop);
        await notice.ToAsync(tx, Recipients.Told, stop);
        if (!withdrawn)
        {
            await SideAsync(tx, notice, stop);
        }
    }

    private static async Task CommentedAsync(Tx tx, CommentAdded comment, long at, CancellationToken stop)
    {
        var notice = Said(NoticeKind.Comment, "comment/" + comment.Uid, at, comment.ItemSeq, comment.Version, comment.PersonId, comment.ByAuthor);
        // First: of one comment one is told once, by the stronger reason.
        var mention = notice with { Kind = NoticeKind.Mentioned };
        await mention.ToAsync(tx, Recipients.Mentioned(tx.Engine), stop, ("mentioned", NumberSet.Value(tx.Engine, comment.Mentioned)));
        if (comment.MentionsAuthor)
        {
            await AuthorAsync(tx, mention, stop);
        }

        await notice.ToAsync(tx, Recipients.Commenters, stop);
        if (comment is { ByAuthor: false, SeenToo: false })
        {
            await AuthorAsync(tx, notice, stop);
        }
    }

    /// <summary>By a change: whom the comment mentioned before is not told again.</summary>
    private static async Task MentionedAsync(Tx tx, MentionsAdded mentions, long at, CancellationToken stop)
    {
        var notice = Said(NoticeKind.Mentioned, "mentioned/" + mentions.Uid, at, mentions.ItemSeq, mentions.Version, mentions.PersonId, mentions.ByAuthor) with { Unless = "comment/" + mentions.Uid };
        await notice.ToAsync(tx, Recipients.Mentioned(tx.Engine), stop, ("mentioned", NumberSet.Value(tx.Engine, mentions.Mentioned)));
        if (mentions.MentionsAuthor)
        {
            await AuthorAsync(tx, notice, stop);
        }
    }

    /// <summary>To the originator's side, and from it to the one who wrote to it: nobody else learns that there is something.</summary>
    private static async Task AnsweredInPrivateAsync(Tx tx, CommentAdded comment, long at, CancellationToken stop)
    {
        var notice = Said(NoticeKind.PrivateAnswer, "comment/" + comment.Uid, at, comment.ItemSeq, comment.Version, comment.PersonId, comment.ByAuthor) with { Side = true };
        await (notice with { Side = false }).ToAsync(tx, Recipients.SpokenWith, stop, ("comment", comment.Uid));
        await (comment.Private == Privacy.Author ? AuthorAsync(tx, notice, stop) : SideAsync(tx, notice, stop));
    }

    /// <summary>Like an answer in private; in an organisation's name nobody of it is named.</summary>
    private static Task ProposedAsync(Tx tx, ProposalMade proposal, long at, CancellationToken stop)
    {
        var notice = new NewNotice(NoticeKind.CorrectionProposed, "proposed/" + proposal.Uid, at)
        {
            ItemSeq = proposal.ItemSeq,
            Version = proposal.Version,
            SubjectPerson = proposal.OrganisationId == 0 ? proposal.PersonId : 0,
            SubjectOrganisation = proposal.OrganisationId,
            Side = true,
            Except = proposal.PersonId,
        };
        return proposal.Private == Privacy.Author ? AuthorAsync(tx, notice, stop) : SideAsync(tx, notice, stop);
    }

    /// <summary>Of something that a person did under a version; the author of an anonymous item does it without a number (W7).</summary>
    private static NewNotice Said(int kind, string cause, long at, long item, int version, long person, bool byAuthor) =>
        new(kind, cause, at) { ItemSeq = item, Version = version, SubjectPerson = byAuthor ? 0 : person, ByAuthor = byAuthor, Except = person };

    private static Task SeenTooAsync(Tx tx, SeenHereToo seen, long at, CancellationToken stop) =>
        AuthorAsync(
            tx,
            new NewNotice(NoticeKind.SeenHereToo, string.Create(CultureInfo.InvariantCulture, $"seen/{seen.ItemUid}/{seen.Version}/{seen.OrganisationId}"), at)
            {
                ItemSeq = seen.ItemSeq,
                Version = seen.Version,
                SubjectPerson = seen.PersonId,
                SubjectOrganisation = seen.PersonId == 0 ? seen.OrganisationId : 0,
            },
            stop);

    private static async Task AuthorAsync(Tx tx, NewNotice notice, CancellationToken stop)
    {
        await notice.ToAsync(tx, Recipients.Author, stop);
        await notice.ToAnonymousAuthorAsync(tx, stop);
    }

    private static async Task PassedOnAsync(Tx tx, ItemPassedOn passed, long at, CancellationToken stop)
    {
        var passer = await tx.NumberAsync("select passer_id from item_grant where id = @grant", stop, ("grant", passed.GrantId)) ?? 0;
        var notice = new NewNotice(NoticeKind.PassedOn, string.Create(CultureInfo.InvariantCulture, $"passed/{passed.GrantId}"), at)
        {
            ItemSeq = passed.Seq,
            SubjectPerson = passer,
            Except = passer,
        };
        await notice.ToAsync(tx, Recipients.OfGrant, stop, ("grant", passed.GrantId));
        await SideAsync(tx, notice with { Side = true }, stop);
    }

    private static async Task SideAsync(Tx tx, NewNotice notice, CancellationToken stop)
    {
        await notice.ToAsync(tx, Recipients.Side, stop);
        await notice.ToAnonymousAuthorAsync(tx, stop);
    }

    private static Task<List<Part>> PartsAsync(Tx tx, long audience, CancellationToken stop) =>
        tx.ListAsync(
            "select kind, ref, ref_org from audience_part where audience_id = @audience", static r => new Part(r.Int(0), r.Long(1), r.Long(2)), stop, ("audience", audience));

    private static Task<Known?> FindAsync(Tx tx, long seq, CancellationToken stop) =>
        tx.FirstAsync<Known?>(
            "select state, kind, person_id, audience_id, release_at, gone_at from item where seq = @seq",
            static r => new Known(r.Int(0), r.Int(1), r.Long(2), r.Long(3), r.Long(4), r.Long(5)),
            stop,
            ("seq", seq));

    private sealed record Known(int State, int Kind, long PersonId, long AudienceId, long ReleaseAt, long GoneAt);
}
