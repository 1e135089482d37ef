namespace Infohub.Intelligence.WarningLists;

/// <summary>How the entries of a list are compared; the words are those of MISP's format.</summary>
internal enum ListType
{
    /// <summary>Networks and addresses: what lies in one of them, and a network in which one of them lies.</summary>
    Cidr,

    /// <summary>Names: the name itself and all below it.</summary>
    Hostname,

    /// <summary>The value itself.</summary>
    String,

    /// <summary>A value in which an entry stands anywhere.</summary>
    Substring,

    /// <summary>A value in which a pattern finds something.</summary>
    Regex,
}
