using Infohub.Intelligence.Public;
using Infohub.Library.Public;

namespace Infohub.Sharing.Posts;

/// <summary>What is offered beside the field of tags; nothing of it is put on but by the author.</summary>
/// <param name="List">Tags of what is loaded.</param>
/// <param name="Named">Tags of galaxies that the text names, and those of them that were taken.</param>
/// <param name="Taken">Those whose box is ticked.</param>
/// <param name="Typed">What stands in the field with the list, and not among the tags yet.</param>
internal sealed record TagOffers(IReadOnlyList<string> List, IReadOnlyList<string> Named, IReadOnlyList<string> Taken, string Typed)
{
    /// <summary>So many stand in the list, which comes with the page.</summary>
    private const int MostListed = 400;

    private const int MostNamed = 10;

    /// <param name="words">What is loaded.</param>
    /// <param name="text">What the post says.</param>
    /// <param name="tags">What stands in the field of tags.</param>
    /// <param name="taken">What the boxes and the list brought.</param>
    public static TagOffers Of(TagWords words, Content text, string tags, IReadOnlyList<string> taken)
    {
        var there = MachineTag.Split(tags).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = words.NamedIn(string.Join('\n', text.Title, text.Summary, text.Body)).Where(t => !there.Contains(t)).Take(MostNamed).ToList();
        return new TagOffers([.. words.All.Take(MostListed)], named, [.. named.Intersect(taken, StringComparer.OrdinalIgnoreCase)], taken.Except(named, StringComparer.OrdinalIgnoreCase).FirstOrDefault() ?? "");
    }

    /// <summary>The field of tags with what the boxes and the list brought.</summary>
    public static string Joined(string tags, IEnumerable<string?> taken) => string.Join(", ", All(tags, taken));

    public static IReadOnlyList<string> All(string tags, IEnumerable<string?> taken) =>
        [.. MachineTag.Split(tags).Concat(taken.OfType<string>().Select(t => t.Trim())).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
