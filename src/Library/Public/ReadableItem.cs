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

    /// <summary>There are versions at TLP:RED that the viewer reads after a fresh proof, with what was said under them (R8, R9).</summary>
    public bool HasNotices { get; init; }

    /// <summary>False for who reads by a grant only (W3).</summary>
    public bool ByAudience { get; }

    public bool IsFull => Card.Shows == Disclosure.Full;

    /// <summary>The value <c>versions</c> of <see cref="ReadsVersion"/>: the numbers of all that the viewer reads.</summary>
    public string VersionNumbers => $",{string.Join(',', Versions.Select(v => v.Version))},";

    /// <summary>A condition of SQL: the number is that of a version that the viewer reads (R9).</summary>
    public static string ReadsVersion(string version) => $"@versions like '%,' || {version} || ',%'";

    /// <summary>The same of the version that stood at a time; with the value <c>item</c>. What was said and asked under a version is for those who read it.</summary>
    public static string ReadsVersionOf(string at) => ReadsVersion($"(select max(v.version) from item_version v where v.item_seq = @item and v.shared_at <= {at})");

    /// <summary>
    /// A condition of SQL on a row of the record: at RED the originator's side is the author alone (R4), after a fresh proof (R8), and what was done then stays so when the label is loosened. A key is told
    /// of what was done and read under versions that it reads (R9, reading 42). With the values <c>item</c> and <c>versions</c>.
    /// </summary>
    public string TellsOfAct(string at, string act, string detail) => !Viewer.IsPerson
        ? $"({ReadsVersionOf(at)} and (substr({act}, 1, 5) <> 'read.' or {ReadsVersion($"substr({detail}, 2)")}))"
        : Card.IsAuthor && Viewer.Facts.Fresh
        ? "1 = 1"
        : $"""
        ({at} >= coalesce((select min(n.shared_at) from item_version n where n.item_seq = @item
            and n.version > (select max(r.version) from item_version r where r.item_seq = @item and r.label = {(int)Tlp.Red})), 0)
          and not exists(select 1 from item_version r where r.item_seq = @item and r.label = {(int)Tlp.Red} and substr({act}, 1, 5) = 'read.' and {detail} = 'v' || r.version))
        """;

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

    /// <summary>Null unless the disclosure is full.</summary>
    public Content? Content { get; internal init; }
}
