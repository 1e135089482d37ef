using Infohub.Taxii.Client;

namespace Infohub.Exchange.Remotes;

/// <summary>Why a poll or a push ended before its end: a word that is kept, and a sentence for people.</summary>
internal static class RemoteTrouble
{
    public const string Steward = "steward";
    public const string Audience = "audience";
    public const string Key = "key";
    public const string Bounds = "bounds";
    public const string NextRepeats = "next-repeats";
    public const string NoNext = "no-next";
    public const string EmptyPages = "empty-pages";
    public const string Broken = "hub";

    public static string Of(TaxiiTrouble trouble) => trouble switch
    {
        TaxiiTrouble.Unreachable => "unreachable",
        TaxiiTrouble.Refused => "refused",
        TaxiiTrouble.NotFound => "not-found",
        TaxiiTrouble.Busy => "busy",
        TaxiiTrouble.Broken => "broken",
        TaxiiTrouble.NotTaken => "not-taken",
        TaxiiTrouble.NotTaxii => "not-taxii",
        _ => "too-large",
    };

    /// <summary>An English key; what the server did wrong in detail stands beside it.</summary>
    public static string Sentence(string word) => word switch
    {
        Steward => "Who set this up is no longer an administrator of your organisation. Take it over to go on.",
        Audience => "Its steward may no longer share with these readers. Remove it and choose others.",
        Key => "The key is no longer live, or the collection is no longer the key's. Remove it and choose another.",
        Bounds => "As much as one poll may bring has come. It goes on from there at once.",
        NextRepeats => "The server sends the same page again and again.",
        NoNext => "The server says that there is more, and not where.",
        EmptyPages => "The server sends one empty page after the other.",
        Broken => "Something broke here. It is tried again.",
        "unreachable" => "The server was not reached, or broke off.",
        "refused" => "The server does not take the credentials. Enter them again.",
        "not-found" => "The server does not know this place, or not for these credentials.",
        "busy" => "The server asks to come later.",
        "broken" => "The server broke.",
        "not-taken" => "The server does not take what was asked.",
        "not-taxii" => "The server answers something that is no TAXII 2.1.",
        "too-large" => "The server's answer is larger than the hub reads.",
        _ => "",
    };
}
