using Infohub.Intelligence.Public;

namespace Infohub.Intelligence.Correlation;

/// <summary>Reasons for people.</summary>
internal static class WhyWords
{
    /// <summary>In English, a key of the texts; of a relationship its own word.</summary>
    public static string Of(Why why) => why.How switch
    {
        Nearness.Around => "holds it",
        Nearness.Host => "the host that it names",
        Nearness.Within => "lies within it",
        Nearness.On => "stands on this host",
        Nearness.Together => "one object names both",
        Nearness.Refers => "refers to it",
        Nearness.Relation => why.Word.Replace('-', ' '),
        _ => "in the same report",
    };
}
