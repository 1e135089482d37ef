namespace Infohub.Markings;

/// <summary>Traffic Light Protocol 2.0 labels (FIRST, first.org/tlp), ordered from the widest to the strictest.</summary>
public enum Tlp
{
    /// <summary>TLP:CLEAR: no limit on disclosure.</summary>
    Clear = 0,

    /// <summary>TLP:GREEN: the community, not by publicly accessible channels.</summary>
    Green = 1,

    /// <summary>TLP:AMBER: the recipients' organisations and their clients.</summary>
    Amber = 2,

    /// <summary>TLP:AMBER+STRICT: the recipients' organisations only.</summary>
    AmberStrict = 3,

    /// <summary>TLP:RED: the named recipients only.</summary>
    Red = 4,
}

/// <summary>Permissible Actions Protocol: what a receiver may do with a value; ordered from the freest to the strictest.</summary>
public enum Pap
{
    /// <summary>PAP:CLEAR: no restriction.</summary>
    Clear = 0,

    /// <summary>PAP:GREEN: active actions such as blocking are allowed. What carries no PAP reads as this.</summary>
    Green = 1,

    /// <summary>PAP:AMBER: passive cross checks that the adversary cannot detect.</summary>
    Amber = 2,

    /// <summary>PAP:RED: non-detectable actions only.</summary>
    Red = 3,
}
