using Infohub.Library.Public;
using Infohub.Observables;

namespace Infohub.Sharing.Posts;

/// <summary>A kind that the text speaks for, with the reason as an English key.</summary>
public sealed record KindSuggestion(int Kind, string Reason)
{
    /// <summary>So many values make a list of a text that is mostly values.</summary>
    private const int List = 5;

    public static KindSuggestion? Of(Content content, TextLook look, string chosen)
    {
        if (ItemKind.Parse(chosen) != 0 || content.Body.Length == 0)
        {
            return null;
        }

        var title = (content.Title.Length > 0 ? content.Title : FirstLine.Of(content.Body)).TrimEnd();
        var indicators = look.Values.Where(v => v.Kind is not (ObservableKind.Cve or ObservableKind.Technique)).ToList();
        return title.EndsWith('?') || title.EndsWith('？') ? new KindSuggestion(ItemKind.Question, "it asks")
            : indicators.Count >= List && indicators.Sum(v => v.Length) * 3 > content.Body.Length ? new KindSuggestion(ItemKind.Indicators, "it is mostly values")
            : look.Values.Count > 0 ? new KindSuggestion(ItemKind.EarlyWarning, "it names values or a weakness")
            : null;
    }
}
