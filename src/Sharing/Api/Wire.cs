using System.ComponentModel;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Posts;
using Infohub.Sharing.PublicZone;

namespace Infohub.Sharing.Api;

/// <summary>A name with its address.</summary>
public sealed record NameWire(string Id, string Name);

/// <summary>A value for machines: true, never masked (C3).</summary>
public sealed record ObservableWire(string Kind, string Value);

/// <summary>A post by REST: text for people is masked, observables carry true values.</summary>
public sealed record PostWire
{
    public required string Id { get; init; }

    [OneOf(typeof(PostWords), nameof(PostWords.Labels))]
    public required string Label { get; init; }

    [OneOf(typeof(PostWords), nameof(PostWords.Shown))]
    public required string State { get; init; }

    [OneOf(typeof(PostWords), nameof(PostWords.Kinds))]
    public string? Kind { get; init; }

    [OneOf(typeof(PostWords), nameof(PostWords.Paps))]
    public string? Pap { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Body { get; init; }

    public string? References { get; init; }

    [OneOf(typeof(Languages), nameof(Languages.All))]
    public string? Language { get; init; }

    /// <summary>The author's own words for what it is about.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Values of the text that the author does not mean as indicators, each as kind, a bar and the value.</summary>
    public IReadOnlyList<string>? Excluded { get; init; }

    /// <summary>For an anonymous author the one identity that all of them have, without an address (W7).</summary>
    public NameWire? Organisation { get; init; }

    /// <summary>Null unless the author is named.</summary>
    public NameWire? Person { get; init; }

    [OneOf(typeof(PostWords), nameof(PostWords.Attributions))]
    public string? Attribution { get; init; }

    public string? Sector { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset? SharedAt { get; init; }

    public DateTimeOffset? RevisedAt { get; init; }

    public DateTimeOffset? ReleaseAt { get; init; }

    public DateTimeOffset? EmbargoUntil { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public IReadOnlyList<ObservableWire>? Observables { get; init; }

    public IReadOnlyList<AttachmentWire>? Attachments { get; init; }

    public IReadOnlyList<VersionWire>? Versions { get; init; }

    /// <summary>How many reacted, by kind: organisations, and for "useful" and "thanks" persons.</summary>
    public IReadOnlyDictionary<string, int>? Reactions { get; init; }

    /// <summary>Of an own draft: the addresses of those who may read it (R1b).</summary>
    public IReadOnlyList<string>? Reviewers { get; init; }

    /// <summary>For what was withdrawn, hidden or erased.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>How it may be used: "as is", for the programme's purposes (C4).</summary>
    public string Terms { get; init; } = Syndication.Terms;
}

public sealed record VersionWire(int Version, string Label, DateTimeOffset SharedAt, string Act);

public sealed record AttachmentWire(string Id, string Name, string MediaType, long Size, string Sha256);

public sealed record CommentWire(string Id, int Version, string? Text, DateTimeOffset At, bool ByAuthor, NameWire? Person, NameWire? Organisation, bool Deleted)
{
    /// <summary>The comment that it answers.</summary>
    public string? ParentId { get; init; }

    /// <summary>When its text was changed last.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Only its writer and the originator read it.</summary>
    public bool Private { get; init; }

    /// <summary>The originator took it for the answer.</summary>
    public bool Accepted { get; init; }

    /// <summary>Said with "seen here too".</summary>
    public bool SeenHereToo { get; init; }

    /// <summary>Images shown with it; null where there are none.</summary>
    public IReadOnlyList<AttachmentWire>? Images { get; init; }

    /// <summary>How many persons reacted, by kind: "thanks" and "agree".</summary>
    public IReadOnlyDictionary<string, int>? Reactions { get; init; }
}

/// <summary>What a machine says under a post.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="ParentId">The comment that it answers.</param>
/// <param name="Private">For the originator alone.</param>
/// <param name="Mention">Readers who are told: <c>author</c>, or <c>person:</c> and an address.</param>
public sealed record NewCommentWire(string Text, string? ParentId = null, bool Private = false, IReadOnlyList<string>? Mention = null);

public sealed record PostPageWire(IReadOnlyList<PostWire> Items, string? Next);

/// <summary>What a machine sends for a new post.</summary>
public record NewPostWire
{
    [OneOf(typeof(PostWords), nameof(PostWords.Kinds))]
    public required string Kind { get; init; }

    [OneOf(typeof(PostWords), nameof(PostWords.Labels))]
    public required string Label { get; init; }

    [Description(PostWords.Part)]
    public required IReadOnlyList<string> Audience { get; init; }

    public required string Title { get; init; }

    public string Body { get; init; } = "";

    public string Summary { get; init; } = "";

    public string References { get; init; } = "";

    [OneOf(typeof(Languages), nameof(Languages.All))]
    public string Language { get; init; } = "en";

    /// <summary>At most ten, of at most 40 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values of the text that are not meant as indicators, each as kind, a bar and the canonical value: <c>IPv4|203.0.113.5</c>.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    [OneOf(typeof(PostWords), nameof(PostWords.Attributions))]
    public string Attribution { get; init; } = "named";

    [OneOf(typeof(PostWords), nameof(PostWords.Paps))]
    public string Pap { get; init; } = "";

    public DateTimeOffset? ReleaseAt { get; init; }

    public DateTimeOffset? EmbargoUntil { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    internal PostInput ToInput() => new()
    {
        Kind = Kind,
        Label = Label,
        Audience = Audience,
        Title = Title,
        Body = Body,
        Summary = Summary,
        References = References,
        Language = Language,
        Tags = Tags,
        Excluded = Excluded,
        Attribution = Attribution,
        Pap = Pap,
        Release = ReleaseAt is { } r ? Micros.From(r) : 0,
        Embargo = EmbargoUntil is { } e ? Micros.From(e) : 0,
        Expiry = ExpiresAt is { } x ? Micros.From(x) : 0,
    };
}

/// <summary>What a machine keeps as a draft.</summary>
public sealed record DraftWire : NewPostWire
{
    /// <summary>Addresses of those who may read it, all of them; left out, they stay as they are.</summary>
    public IReadOnlyList<string>? Reviewers { get; init; }
}

/// <summary>What is to change; what is left out stays. An embargo ends by a time that has passed.</summary>
public sealed record RevisionWire(
    string? Title = null, string? Summary = null, string? Body = null, string? References = null,
    [property: OneOf(typeof(Languages), nameof(Languages.All))] string? Language = null, [property: OneOf(typeof(PostWords), nameof(PostWords.Paps))] string? Pap = null,
    DateTimeOffset? EmbargoUntil = null, DateTimeOffset? ExpiresAt = null, IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Excluded = null);

/// <summary>The version that an act made.</summary>
public sealed record MadeVersionWire(string Id, int Version);

public sealed record LabelWire([property: OneOf(typeof(PostWords), nameof(PostWords.Labels))] string Label, [property: Description(PostWords.Relabelled)] IReadOnlyList<string> Audience);

public sealed record AttributionWire([property: OneOf(typeof(PostWords), nameof(PostWords.Attributions))] string Attribution);

/// <summary>What a machine asks before it shares: who will read it (W1).</summary>
public sealed record PreviewAskWire(
    [property: OneOf(typeof(PostWords), nameof(PostWords.Labels))] string Label, [property: Description(PostWords.Part)] IReadOnlyList<string> Audience,
    [property: OneOf(typeof(PostWords), nameof(PostWords.Attributions))] string Attribution = "named");

/// <summary>One organisation of the readers, and those of its persons who are readers by name or circle.</summary>
public sealed record PreviewLineWire(string Organisation, int Persons);

/// <summary>A circle whose list its owners do not show: numbers alone, and not in the others.</summary>
public sealed record PreviewCircleWire(string Circle, int Organisations, int Persons);

/// <summary>Who will read it.</summary>
/// <param name="Everybody">The public is among the readers.</param>
/// <param name="PossibleAuthors">Of an anonymous item, how many organisations could have shared it; else null.</param>
/// <param name="Warning">What to think of before sharing; null for nothing.</param>
public sealed record PreviewWire(bool Everybody, int Organisations, int Persons, IReadOnlyList<PreviewLineWire> Readers, IReadOnlyList<PreviewCircleWire> ClosedLists, long? PossibleAuthors, string? Warning);

public sealed record ReasonWire(string Reason);

public sealed record TextWire(string Text);

public sealed record CreatedWire(string Id);

/// <summary>From the values of the house to the forms of the wire.</summary>
internal static class Wire
{
    public static PostWire Of(Card card)
    {
        var wire = new PostWire { Id = card.Uid, Label = card.Label.Canonical(), State = card.Shows == Disclosure.Notice ? "notice" : PostWords.States[card.State] };
        return card.Shows switch
        {
            Disclosure.Notice => wire,
            Disclosure.Tombstone => wire with { GoneAt = Time(card.GoneAt), Reason = Masking.MaskText(card.GoneReason) },
            _ => wire with
            {
                Kind = ItemKind.Word(card.Kind),
                Pap = card.Pap.Canonical(),
                Title = Masking.MaskText(card.Title),
                Summary = card.Summary.Length == 0 ? null : Masking.MaskText(card.Summary),
                Language = card.Language,
                Tags = card.Tags.Count == 0 ? null : card.Tags,
                Attribution = card.Attribution.ToString().ToLowerInvariant(),
                Organisation = card.Attribution == Attribution.Anonymous ? new NameWire("", Card.AnonymousName) : Name(card.OrganisationUid, card.OrganisationName),
                Person = Name(card.PersonUid, card.PersonName),
                Sector = card.Sector.Length == 0 ? null : card.Sector,
                Version = card.Version,
                SharedAt = Time(card.FirstAt),
                RevisedAt = Time(card.SharedAt),
                ReleaseAt = Time(card.ReleaseAt),
                EmbargoUntil = Time(card.EmbargoUntil),
                ExpiresAt = card.ExpiresAt == Micros.Never ? null : Time(card.ExpiresAt),
                GoneAt = Time(card.GoneAt),
                Reason = card.GoneReason.Length == 0 ? null : Masking.MaskText(card.GoneReason),
            },
        };
    }

    /// <param name="item">The item.</param>
    /// <param name="files">What is attached.</param>
    /// <param name="reviewers">Of an own draft; else null.</param>
    public static PostWire Of(ReadableItem item, IReadOnlyList<FileCard> files, IReadOnlyList<string>? reviewers = null)
    {
        var wire = Of(item.Card);
        return item.Content is not { } content ? wire : wire with
        {
            Body = Masking.MaskText(content.Body),
            References = content.References.Length == 0 ? null : content.References,
            Excluded = content.Excluded.Count == 0 ? null : content.Excluded,
            Observables = [.. content.Values().Select(f => new ObservableWire(f.Kind.ToString(), f.Value))],
            Attachments = files.Count == 0 ? null : [.. files.Select(f => new AttachmentWire(f.Uid, f.Name, f.MediaType, f.Size, f.Sha256))],
            Versions = [.. item.Versions.Select(v => new VersionWire(v.Version, v.Label.Canonical(), Micros.ToTime(v.SharedAt), v.Act))],
            Reviewers = reviewers,
        };
    }

    public static CommentWire Of(CommentCard c) =>
        new(c.Uid, c.Version, c.Deleted ? null : Masking.MaskText(c.Text), Micros.ToTime(c.At), c.ByAuthor,
            c.ByAuthor && c.OrganisationName.Length == 0 ? new NameWire("", Card.AuthorName) : Name(c.PersonUid, c.PersonName), Name(c.OrganisationUid, c.OrganisationName), c.Deleted)
        {
            ParentId = c.ParentUid.Length == 0 ? null : c.ParentUid,
            EditedAt = Time(c.EditedAt),
            Private = c.Private,
            Accepted = c.Accepted,
            SeenHereToo = c.SeenToo,
            Reactions = ReactionsApi.Counted(c.Reactions, CommentReactionKind.Word),
            Images = c.Images.Count == 0 ? null : [.. c.Images.Select(i => new AttachmentWire(i.Uid, i.Name, i.MediaType, i.Size, i.Sha256))],
        };

    private static NameWire? Name(string uid, string name) => name.Length == 0 ? null : new NameWire(uid, name);

    private static DateTimeOffset? Time(long micros) => micros == 0 ? null : Micros.ToTime(micros);
}
