using Infohub.Library.Public;
using Infohub.Observables;

namespace Infohub.Sharing.Home;

/// <summary>One thing that waits; without a card where it is told without its title.</summary>
internal sealed record SideLine(string Href, string Sentence, Card? Card)
{
    /// <summary>Its reader can say that it waits no more.</summary>
    public bool Dismisses { get; init; }

    public string Title => Masking.MaskText(Card!.Title);
}

/// <summary>What is to be done now, and what could be answered.</summary>
internal sealed record SideColumn(IReadOnlyList<SideLine> Act, IReadOnlyList<SideLine> Questions);
