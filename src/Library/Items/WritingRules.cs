using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Items;

/// <summary>H1 and the ceilings of writing: asked before anything is kept.</summary>
public static class WritingRules
{
    /// <summary>R8: RED opens and changes with a fresh proof.</summary>
    public static Refusal Confirm { get; } = new(RefusalKind.SignIn, "confirm", "Confirm that it is you before you open or change TLP:RED.");

    public const int LongestTitle = 200;
    public const int LongestSummary = 400;
    public const int LongestBody = 200_000;
    public const int MostTags = 10;
    public const int LongestTag = 40;
    public const int LongestMachineTag = 200;

    /// <summary>Those that an item may have: markings are the label's to say.</summary>
    public static IReadOnlyList<string> FittingTags(IReadOnlyList<string> tags) => [.. tags.Where(t => RefuseTag(t) is null).Take(MostTags)];

    /// <summary>Section 2: which parts a label's audience may hold.</summary>
    public static bool Fits(Tlp label, int partKind) => label switch
    {
        Tlp.Clear => true,
        Tlp.Green => partKind != PartKind.Public,
        Tlp.Amber or Tlp.AmberStrict => partKind is PartKind.Circle or PartKind.Organisation or PartKind.Person,
        _ => partKind == PartKind.Person,
    };

    internal static Refusal? Refuse(Viewer viewer, NewItem item) =>
        RefuseText(item.Content) ?? RefuseLabel(viewer, item.Label, item.Audience, item.Attribution);

    public static Refusal? RefuseText(Content content) => content switch
    {
        { Title.Length: 0 } => Refusal.Invalid("title-missing", "Give it a title.", "title"),
        { Title.Length: > LongestTitle } => Refusal.Invalid("title-long", "The title has at most {0} characters.", "title", LongestTitle),
        { Summary.Length: > LongestSummary } => Refusal.Invalid("summary-long", "The summary has at most {0} characters.", "summary", LongestSummary),
        { Body.Length: > LongestBody } => new Refusal(RefusalKind.TooLarge, "body-long", "The text has at most {0} characters.", "body", LongestBody),
        { Tags.Count: > MostTags } => Refusal.Invalid("tags-many", "There are at most {0} tags.", "tags", MostTags),
        _ when content.Tags.Select(RefuseTag).FirstOrDefault(r => r is not null) is { } unfit => unfit,
        { References.Length: > 20_000 } => new Refusal(RefusalKind.TooLarge, "references-long", "The references have at most {0} characters.", "references", 20_000),
        _ => null,
    };

    private static Refusal? RefuseTag(string tag)
    {
        var machine = MachineTag.Parse(tag);
        return machine switch
        {
            { IsMarking: true } => Refusal.Invalid("tag-marking", "{0} is no tag. Choose it as the label, or as PAP.", "tags", tag),
            null when tag.Length > LongestTag => Refusal.Invalid("tag-long", "A tag has at most {0} characters.", "tags", LongestTag),
            _ when tag.Length > LongestMachineTag => Refusal.Invalid("tag-long", "A tag has at most {0} characters.", "tags", LongestMachineTag),
            _ => null,
        };
    }

    internal static Refusal? RefuseLabel(Viewer viewer, Tlp label, IReadOnlyList<Part> parts, Attribution attribution)
    {
        if (ScopeRefusals.Writing(viewer) is { } unwritable)
        {
            return unwritable;
        }

        if (label > viewer.Ceiling)
        {
            return Refusal.Forbidden("ceiling", "This key writes at most {0}.", viewer.Ceiling.Canonical());
        }

        if (parts.FirstOrDefault(p => !Fits(label, p.Kind), new Part(-1)) is { Kind: >= 0 })
        {
            return label switch
            {
                Tlp.Red => Refusal.Invalid("label-above-audience", "TLP:RED goes to named persons only. Choose persons, or another label.", "audience"),
                Tlp.Green => Refusal.Invalid("label-above-audience", "TLP:GREEN does not go to the public. Choose the community, or TLP:CLEAR.", "audience"),
                _ => Refusal.Invalid("label-above-audience", "{0} goes to circles, organisations and persons. Choose those, or TLP:GREEN.", "audience", label.Canonical()),
            };
        }

        if (label == Tlp.Red && viewer.Kind == ViewerKind.Person && !viewer.Facts.Fresh)
        {
            return Confirm;
        }

        return attribution == Attribution.Anonymous && viewer.PersonId == 0
            ? Refusal.Invalid("anonymous-key", "An organisation's key cannot share anonymously: there is no person to protect.", "attribution")
            : null;
    }
}
