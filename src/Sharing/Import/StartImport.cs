using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Platform.Ui.Markdown;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Import;

/// <summary>What was dropped or pasted.</summary>
/// <param name="Name">Of the file, or empty.</param>
/// <param name="Content">Can be read from its beginning again.</param>
/// <param name="As">What the person says that it is.</param>
internal sealed record Import(string Name, Stream Content, ImportForm As);

/// <summary>A draft with what was imported.</summary>
/// <param name="Draft">By address.</param>
/// <param name="Cut">Characters of text that were left out, for a post has no room for them.</param>
/// <param name="Unreadable">Characters of a PDF that say nothing of what they are.</param>
internal sealed record Imported(string Draft, int Cut = 0, int Unreadable = 0);

/// <summary>Makes of a file or a pasted text a draft of its importer, read by nobody else (R1b): of a text its words, of a bundle its objects, of a table its rows, whose columns are said next. The file itself is not kept (H2).</summary>
internal sealed class StartImport(SaveDraft save, BroughtObjects brought, WithdrawPost withdraw, ReadPdf pdf)
{
    /// <summary>Of all but bundles and PDFs.</summary>
    public const int MostBytes = 10 << 20;

    private const int Megabyte = 1 << 20;

    public async Task<Outcome<Imported>> RunAsync(Viewer viewer, Import what, Words words, CancellationToken stop)
    {
        if (what.Content.Length == 0)
        {
            return Refusal.Invalid("import-empty", "Choose a file, or paste something.", "file");
        }

        var start = new byte[Math.Min(what.Content.Length, 4096)];
        await what.Content.ReadExactlyAsync(start, stop);
        what.Content.Position = 0;
        var form = what.As == ImportForm.Unknown ? ImportForms.OfStart(start) : what.As;
        var most = form switch { ImportForm.Stix => BroughtObjects.MostBytes, ImportForm.Pdf => ReadPdf.MostBytes, _ => MostBytes };
        if (what.Content.Length > most)
        {
            return new Refusal(RefusalKind.TooLarge, "import-large", "It is larger than {0} MB. Split it, or bring objects by TAXII or REST.", "file", most / Megabyte);
        }

        if (form == ImportForm.Stix)
        {
            return await BundleAsync(viewer, what, words, stop);
        }

        var bytes = new byte[what.Content.Length];
        await what.Content.ReadExactlyAsync(bytes, stop);
        return form == ImportForm.Pdf ? await PdfAsync(viewer, what.Name, bytes, words, stop) : await TextAsync(viewer, what.Name, bytes, form, words, stop);
    }

    private async Task<Outcome<Imported>> BundleAsync(Viewer viewer, Import what, Words words, CancellationToken stop)
    {
        var draft = await DraftAsync(viewer, new PostInput { Title = Named(what.Name, words["Imported objects"]), Language = words.Language }, stop);
        if (draft.Refusal is { } closed)
        {
            return closed;
        }

        var kept = await brought.KeepAsync(viewer, draft.Value, what.Content, stop);
        if (kept.Refusal is { } refusal)
        {
            // Nothing is left behind of what was no import.
            await withdraw.RunAsync(viewer, draft.Value, "-", stop);
            return refusal;
        }

        var summary = kept.Value;
        var post = new PostInput
        {
            Kind = summary.Types.ContainsKey("indicator") ? "indicators" : "",
            Title = Fitting(summary.Title.Length > 0 ? summary.Title : Named(what.Name, words["Imported objects"])),
            Body = BundleWords.Of(summary, words),
            Language = words.Language,
            Tags = WritingRules.FittingTags(summary.Tags ?? []),
        };
        return await DraftAsync(viewer, post, stop, draft.Value) is { Refusal: { } unkept } ? unkept : new Imported(draft.Value);
    }

    private async Task<Outcome<Imported>> PdfAsync(Viewer viewer, string name, byte[] bytes, Words words, CancellationToken stop)
    {
        var read = await pdf.RunAsync(bytes, stop);
        return read.Refusal is { } refusal ? refusal : await WordsAsync(viewer, name, read.Value.Title, read.Value.Text, read.Value.Unreadable, words, stop);
    }

    private async Task<Outcome<Imported>> TextAsync(Viewer viewer, string name, byte[] bytes, ImportForm form, Words words, CancellationToken stop)
    {
        var coded = TextCoding.Decode(bytes);
        if (ImportForms.IsBinary(coded.Text))
        {
            return Refusal.Invalid("import-binary", "This is no text. What can be imported is a STIX 2.1 bundle, a table, a text, a web page or a PDF.", "file");
        }

        switch (form == ImportForm.Unknown ? ImportForms.OfText(coded.Text, name) : form)
        {
            case ImportForm.Table:
                var draft = await DraftAsync(viewer, new PostInput { Kind = "indicators", Title = Fitting(Named(name, words["Imported table"])), Language = words.Language }, stop);
                return (draft.Refusal ?? await brought.KeepTableAsync(viewer, draft.Value, bytes, stop)) is { } refusal ? refusal : new Imported(draft.Value);
            case ImportForm.Html:
                var named = HtmlText.EncodingOf(bytes);
                var (title, text) = HtmlText.Of(named.Length > 0 ? TextCoding.Decode(bytes, named).Text : coded.Text);
                return await WordsAsync(viewer, name, title, text, 0, words, stop);
            default:
                return await WordsAsync(viewer, name, "", coded.Text, 0, words, stop);
        }
    }

    private async Task<Outcome<Imported>> WordsAsync(Viewer viewer, string name, string title, string text, int unreadable, Words words, CancellationToken stop)
    {
        var body = text.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (body.Length == 0)
        {
            return Refusal.Invalid("import-no-text", "There is no text in it. Of pictures of pages nothing is read.", "file");
        }

        var cut = Math.Max(0, body.Length - WritingRules.LongestBody);
        body = cut == 0 ? body : body[..WritingRules.LongestBody];
        var suggested = Invisible.OneLine(title) is { Length: > 0 } own ? own : FirstLine.Of(body) is { Length: > 0 } first ? first : Named(name, words["Imported text"]);
        var draft = await DraftAsync(viewer, new PostInput { Title = Fitting(suggested), Body = body, Language = words.Language }, stop);
        return draft.Refusal is { } refusal ? refusal : new Imported(draft.Value, cut, unreadable);
    }

    private async Task<Outcome<string>> DraftAsync(Viewer viewer, PostInput post, CancellationToken stop, string? draft = null)
    {
        var kept = await save.RunAsync(viewer, post, null, new DraftTie(draft, AsFarAsItGoes: true, ByItself: draft is not null), stop: stop);
        return kept.Refusal is { } refusal ? refusal : kept.Value.Uid;
    }

    private static string Named(string name, string otherwise) => Path.GetFileNameWithoutExtension(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]) is { Length: > 0 } stem ? stem : otherwise;

    private static string Fitting(string title)
    {
        var line = Invisible.OneLine(title);
        return line.Length <= WritingRules.LongestTitle ? line : line[..(WritingRules.LongestTitle - 1)] + "…";
    }
}
