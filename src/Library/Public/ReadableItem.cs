using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Markings;

namespace Infohub.Library.Public;

/// <summary>An item that this viewer may read on this channel: there is no other way to hold one.</summary>
public sealed class ReadableItem
{
    private readonly ItemSeal seal;

    internal ReadableItem(Viewer viewer, Channel channel, Card card, Content? content, IReadOnlyList<VersionCard> versions, bool byAudience, ItemSeal seal)
    {
        Viewer = viewer;
        Channel = channel;
        Card = card;
        Content = content;
        Versions = versions;
        ByAudience = byAudience;
        this.seal = seal;
    }

    public Viewer Viewer { get; }

    public Channel Channel { get; }

    public Card Card { get; }

    /// <summary>Null unless the disclosure is full.</summary>
    public Content? Content { get; }

    /// <summary>Those that the viewer may read, the newest first.</summary>
    public IReadOnlyList<VersionCard> Versions { get; }

    /// <summary>False for who reads by a grant only (W3).</summary>
    public bool ByAudience { get; }

    public bool IsFull => Card.Shows == Disclosure.Full;

    /// <summary>The item's key in its tables; of no meaning outside.</summary>
    public long Seq => Card.Seq;

    public long AudienceId => Card.AudienceId;

    /// <summary>What belongs to the item and was sealed under its key.</summary>
    public string Unseal(string what, byte[] sealed_) => seal.Text(what, sealed_);

    public byte[] Unseal(byte[] sealed_, string what) => seal.Open(what, sealed_);

    /// <summary>Seals what belongs to the item under its key.</summary>
    public byte[] Seal(string what, string text) => seal.Close(what, text);

    internal ItemSeal Key => seal;
}

/// <summary>An item that this viewer, of its originator's side, may change within one transaction.</summary>
public sealed class ChangeableItem
{
    internal ChangeableItem(Card card, IReadOnlyList<Part> audience, ItemSeal seal)
    {
        Card = card;
        Audience = audience;
        Seal = seal;
    }

    public Card Card { get; }

    public IReadOnlyList<Part> Audience { get; }

    public long Seq => Card.Seq;

    public ItemSeal Seal { get; }
}
