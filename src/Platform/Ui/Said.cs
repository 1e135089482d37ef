using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Infohub.Platform.Ui;

/// <summary>The form that takes back what was just done: where it is sent, and its fields.</summary>
public sealed record Undo(string Action, IReadOnlyDictionary<string, string> Fields);

/// <summary>What was just done, said once by the page that comes next (_Said.cshtml).</summary>
public static class Said
{
    private const string Sentence = "Said";
    private const string UndoAction = "UndoAction";
    private const string UndoFields = "UndoFields";

    /// <param name="kept">What is kept from one request to the next.</param>
    /// <param name="sentence">In the reader's language.</param>
    /// <param name="undo">Null where it cannot be taken back so.</param>
    public static void Say(this ITempDataDictionary kept, string sentence, Undo? undo = null)
    {
        kept[Sentence] = sentence;
        // What is put there and never read would keep the cookie.
        kept.Remove(UndoAction);
        kept.Remove(UndoFields);
        if (undo is not null)
        {
            kept[UndoAction] = undo.Action;
            kept[UndoFields] = new Dictionary<string, string>(undo.Fields, StringComparer.Ordinal);
        }
    }

    /// <summary>The request answers an act: by the form that was refused, or by the page that says what was done.</summary>
    public static bool IsSaid(HttpRequest request) => !HttpMethods.IsGet(request.Method) || request.Cookies.ContainsKey(CookieTempDataProvider.CookieName);

    /// <summary>Null where nothing is to be said.</summary>
    public static (string Sentence, Undo? Undo)? Read(ITempDataDictionary kept)
    {
        var (sentence, action, fields) = (kept[Sentence] as string, kept[UndoAction] as string, kept[UndoFields] as IReadOnlyDictionary<string, string>);
        return sentence is null ? null : (sentence, action is null || fields is null ? null : new Undo(action, fields));
    }
}
