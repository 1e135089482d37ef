using Infohub.Detection;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Keys;

namespace Infohub.Sharing.Feeds;

/// <summary>An item's value as files for detection carry it.</summary>
internal static class ListedValue
{
    /// <summary>The first second of 2020: revisions of rules count from it, for 32 bits hold them until 2156.</summary>
    private const long Epoch = 1_577_836_800;

    /// <param name="card">The item.</param>
    /// <param name="finding">One of its values.</param>
    /// <param name="site">The hub's address, without a slash at its end.</param>
    /// <param name="keys">Numbers are keyed: of a plain hash of it a value could be guessed where only a rule's number is seen, as in a log.</param>
    public static Indicator Of(Card card, Finding finding, string site, KeyRing keys) => new(finding.Kind, finding.Value)
    {
        Title = Masking.MaskText(card.Title),
        Address = site + "/items/" + card.Uid,
        Label = card.Label.Canonical(),
        Number = (ulong)keys.Hash64("indicator", finding.Kind + " " + finding.Value),
        Revision = (uint)Math.Clamp((card.SharedAt / 1_000_000) - Epoch, 1, uint.MaxValue),
    };
}
