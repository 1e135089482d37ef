namespace Infohub.Markings;

/// <summary>The ways out of the hub: the rows of the law's section 5.</summary>
public enum Channel
{
    /// <summary>A list, a card, the inbox or the live stream for a person who is signed in.</summary>
    List,

    /// <summary>The item's own page for a person who is signed in.</summary>
    Page,

    /// <summary>The public page, its RSS and Atom, public CSAF, open data.</summary>
    Public,

    /// <summary>REST, TAXII and MISP by key.</summary>
    Machine,

    /// <summary>A feed or calendar whose token stands in its address.</summary>
    Feed,

    /// <summary>A partner hub.</summary>
    PartnerHub,

    /// <summary>E-mail.</summary>
    Mail,

    /// <summary>Webhook, chat, push.</summary>
    Webhook,

    /// <summary>Download, print, export of an item.</summary>
    Export,

    /// <summary>Block lists and detection rules.</summary>
    BlockList,

    /// <summary>Look-up of single values outside the hub.</summary>
    LookUpOutside,

    /// <summary>Translation or summary outside the hub.</summary>
    TranslationOutside,

    /// <summary>Analysis inside the hub: search, correlation, related items.</summary>
    Analysis,

    /// <summary>Public statistics.</summary>
    PublicStatistics,
}

/// <summary>How much of an item a viewer gets (law R1); a larger value shows more.</summary>
public enum Disclosure
{
    /// <summary>As if it did not exist.</summary>
    Nothing = 0,

    /// <summary>Id, label, date and reason of what is gone (R6).</summary>
    Tombstone = 1,

    /// <summary>Label and link.</summary>
    Notice = 2,

    /// <summary>Title and the first 200 characters, or the author's own summary.</summary>
    Summary = 3,

    /// <summary>All of it.</summary>
    Full = 4,
}
