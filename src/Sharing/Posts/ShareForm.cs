using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Posts;

/// <summary>The form as it was typed: kept on every answer. What is left empty arrives as null and stays empty here.</summary>
internal sealed class ShareForm
{
    public string? Draft { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>The state of the draft that this page knows; 0 for none.</summary>
    public int Seen { get; set; }

    /// <summary>The item that this one says in another language, by address.</summary>
    public string? TranslationOf { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    public string Kind { get; set => field = value ?? ""; } = "";
    public string? Label { get; set; }
    public string Title { get; set => field = value ?? ""; } = "";

    /// <summary>Lines end in one sign, as in a browser's own reckoning of places.</summary>
    public string Body { get; set => field = (value ?? "").ReplaceLineEndings("\n"); } = "";

    public string Summary { get; set => field = value ?? ""; } = "";
    public string References { get; set => field = value ?? ""; } = "";
    public string Tags { get; set => field = value ?? ""; } = "";

    /// <summary>What the list of tags and the boxes of those that the text names brought.</summary>
    public List<string?> Tag { get; set; } = [];

    public string Language { get; set => field = value ?? ""; } = "";
    public string Attribution { get; set => field = value ?? ""; } = "";
    public string Pap { get; set => field = value ?? ""; } = "";
    public string Release { get; set => field = value ?? ""; } = "";
    public string Embargo { get; set => field = value ?? ""; } = "";
    public string Expiry { get; set => field = value ?? ""; } = "";
    public List<string> Audience { get; set; } = [];
    public List<string> Reviewers { get; set; } = [];

    /// <summary>Values that were shown with a box, one a line; those whose box came back ticked; and those unticked before that are not shown now.</summary>
    public string Shown { get; set => field = value ?? ""; } = "";
    public List<string> Kept { get; set; } = [];
    public List<string> Excluded { get; set; } = [];

    /// <summary>The uids of files that the draft is to lose.</summary>
    public List<string> Remove { get; set; } = [];

    /// <summary>What the page told of the readers: <see cref="AudiencePreviews.Told"/>.</summary>
    public string Told { get; set => field = value ?? ""; } = "";

    public Tlp? ChosenLabel => LabelPickerTag.Read(Label);

    /// <summary>Values that are not meant as indicators.</summary>
    public IReadOnlyList<string> Unticked => TickedValues.Unticked(Shown, Kept, Excluded);

    public List<string> ReviewerUids => Reviewers.ConvertAll(r => (r ?? "").Replace("person:", "", StringComparison.Ordinal));

    public UnfitParts Unfit => new(Audience, Reviewers, Release, Embargo, Expiry);

    public PostInput ToInput() => new()
    {
        Kind = Kind,
        Label = ChosenLabel?.Canonical() ?? "",
        Audience = Audience,
        Attribution = Attribution,
        Pap = Pap,
        Title = Title,
        Summary = Summary,
        Body = Body,
        References = References,
        Language = Language,
        Release = FormTime.Read(Release),
        Embargo = FormTime.Read(Embargo),
        Expiry = FormTime.Read(Expiry),
        Tags = TagOffers.All(Tags, Tag),
        Excluded = Unticked,
    };

    /// <summary>What an item says, in a form: without label and kind where nobody chose them yet.</summary>
    public static ShareForm Of(Card card, Content content, IEnumerable<string> audience, DraftGaps gaps) => new()
    {
        Kind = gaps.Kind ? "" : ItemKind.Word(card.Kind),
        Label = gaps.Label ? null : card.Label.Canonical(),
        Title = gaps.Title ? "" : content.Title,
        Body = content.Body,
        Summary = content.Summary,
        References = content.References,
        Tags = string.Join(", ", content.Tags),
        Excluded = [.. content.Excluded],
        Language = content.Language,
        Attribution = card.Attribution.ToString().ToLowerInvariant(),
        Pap = card.Pap.Canonical(),
        Release = gaps.Unfit?.Release ?? FormTime.Show(card.ReleaseAt),
        Embargo = gaps.Unfit?.Embargo ?? FormTime.Show(card.EmbargoUntil),
        Expiry = gaps.Unfit?.Expiry ?? FormTime.Show(card.ExpiresAt),
        Audience = [.. gaps.Unfit?.Audience ?? audience],
    };
}
