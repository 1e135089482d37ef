using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Sightings;

/// <summary>Why a sighting is not kept.</summary>
internal static class SightingRefusals
{
    public static Refusal Value { get; } = Refusal.Invalid("sighting-value", "Give one value: an address, a name, a hash or the like, masked or live.", "value");

    public static Refusal Kind { get; } = Refusal.Invalid("sighting-kind", "A sighting is seen, false-positive or expired.", "kind");

    public static Refusal Count { get; } = Refusal.Invalid("sighting-count", "How often is a number from 1 to {0}.", "count", SightingInput.MostTimes);

    public static Refusal Times { get; } = Refusal.Invalid("sighting-times", "The first time is not after the last, and neither is in the future.", "last");

    public static Refusal Note { get; } = Refusal.Invalid("sighting-note", "The note has at most {0} characters.", "note", SightingInput.LongestNote);

    public static Refusal Item { get; } = Refusal.Invalid("sighting-item", "Choose the item under which you say it: its readers read it.", "item");

    public static Refusal Many { get; } = new(RefusalKind.TooLarge, "sightings-many", "At most {0} sightings at once.", "sightings", RecordSightings.Most);

    public static Refusal Unnamed { get; } = Refusal.Invalid("sighting-unnamed", "This item does not name that value.", "value");

    public static Refusal Nobody { get; } = Refusal.Conflict("sighting-nobody", "Nothing that you may read names this value. Share it first.");

    public static Refusal NotOwn { get; } = Refusal.Forbidden("sighting-own", "Only the organisation that said it takes it back; what was said without a name, whoever said it.");

    public static Refusal Named { get; } = Refusal.Conflict("named", "It is said in your organisation's name already.");

    public static Refusal AuthorsOwn { get; } = Refusal.Conflict("sighting-author", "You said it as the author of an anonymous item. Put your name to the item, on its page.");

    public static Refusal Attribution { get; } = Refusal.Invalid("attribution", "A sighting is attributed to your organisation, in the word organisation, or not at all.", "attribution");

    /// <summary>Nothing more is said under what is gone, or not shared yet.</summary>
    public static Refusal? OfItem(ReadableItem item) => item.Card switch
    {
        { Shows: Disclosure.Notice } => WritingRules.Confirm,
        { Shows: Disclosure.Tombstone } or { State: > ItemState.Shared } => Refusal.Conflict("gone", "It was withdrawn or hidden before and does not change any more."),
        { State: ItemState.Draft } => Refusal.Conflict("sighting-draft", "Nothing is said of a draft. Share it first."),
        _ => null,
    };
}
