using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Proposals;

/// <summary>What a proposal would change: what a post says, and the objects that an item carries as they came.</summary>
/// <param name="NamesIt">The text names the value, and the text is meant.</param>
/// <param name="Text">The corrected words; null where they stay, or cannot be corrected by themselves.</param>
/// <param name="Objects">What becomes of those that name the value.</param>
/// <param name="IsPackage">A package changes as one: its originator brings a newer version where not all of it can be corrected.</param>
internal sealed record Accepting(bool NamesIt, Content? Text, CorrectionPlan Objects, bool IsPackage)
{
    /// <summary>Its state is told too: objects that came since were not shown.</summary>
    private static readonly CorrectionPlan None = new([], [], IsWhole: true, "none");

    /// <summary>The newest state names the value where it can be corrected by itself. Beside a post what cannot is named, and left to the author's hand.</summary>
    public bool CanBeDone => IsPackage ? Objects.IsComplete : Text is not null || Objects.Objects.Count > 0;

    /// <param name="sql">Where it is asked.</param>
    /// <param name="viewer">Who reads the item: nothing else is told.</param>
    /// <param name="card">The item.</param>
    /// <param name="content">Its newest words.</param>
    /// <param name="correction">The proposal.</param>
    /// <param name="objects">Who knows what items carry.</param>
    /// <param name="now">In microseconds.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static async Task<Accepting> OfAsync(Sql sql, Viewer viewer, Card card, Content content, Correction correction, ObjectCorrections objects, long now, CancellationToken stop)
    {
        var inText = correction.ObjectId.Length == 0 && IsInText(card, content, correction);
        if (correction.InTextAlone)
        {
            return new Accepting(inText, CorrectText.Of(content, correction), None, IsPackage: false);
        }

        // Where it is in truth what cannot stand there, the objects are looked for all the same: they are left to be corrected by hand.
        var ofObjects = correction.OfObjects;
        var plan = await objects.PlanAsync(sql, viewer, card, ofObjects ?? new ObjectCorrection(correction.Of, null, correction.ObjectId), now, stop);
        return new Accepting(inText, inText ? CorrectText.Of(content, correction) : null, !plan.IsNamed ? None : ofObjects is null ? plan.AllByHand() : plan, card.Kind == ItemKind.Package);
    }

    /// <summary>The words name the value. A package says what its objects say: its title only tells by which door they came.</summary>
    public static bool IsInText(Card card, Content content, Correction correction)
    {
        var word = Content.WordOf(correction.Of);
        return card.Kind != ItemKind.Package && content.Values().Any(v => Content.WordOf(v) == word);
    }
}
