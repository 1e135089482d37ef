using Infohub.Community.Public;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Streams;

/// <summary>Why a card stands in a stream, from what the viewer may read of it (R11): a sentence with its gap.</summary>
internal sealed record Reason(string Sentence, string About = "", string AboutZh = "")
{
    /// <summary>Where it is about a sector.</summary>
    public NamedCode? Sector { get; init; }

    public string In(Words words) => words[Sentence, Sector?.In(words.Language) ?? words.Name(About, AboutZh)];
}
