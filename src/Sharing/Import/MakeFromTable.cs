using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Import;

/// <summary>Makes of a table whose columns are said the text of its draft, or objects where they are wanted or the text has no room.</summary>
internal sealed class MakeFromTable(OpenDraft open, Drafting drafting, BroughtObjects brought, TimeProvider clock)
{
    /// <summary>What comments name beside the values is taken out of what goes out: more than these are not.</summary>
    private const int MostExcluded = 500;

    /// <returns>The draft's address.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, string draft, TableSaid said, Words words, CancellationToken stop)
    {
        var opened = await open.RunAsync(viewer, draft, stop);
        if (opened.Refusal is { } closed)
        {
            return closed;
        }

        var table = await ImportedTable.ReadAsync(brought, opened.Value.Item, said, stop);
        if (table.Refusal is { } unread)
        {
            return unread;
        }

        var reading = table.Value.Reading;
        if (reading.Values.Count == 0)
        {
            return Refusal.Invalid("table-no-values", "No row has a value. Say which column holds the values.", "roles");
        }

        var text = Lines(reading, words);
        var asText = new Content("", "", text, "", words.Language);
        var meant = reading.Values.Select(v => Content.WordOf(v.Value)).ToHashSet(StringComparer.Ordinal);
        var beside = said.AsObjects || text.Length > WritingRules.LongestBody ? [] : asText.Values().Select(Content.WordOf).Where(w => !meant.Contains(w)).ToList();
        return said.AsObjects || text.Length > WritingRules.LongestBody || beside.Count > MostExcluded
            ? await ObjectsAsync(viewer, draft, reading, words, stop)
            : await TextAsync(viewer, draft, reading, text, beside, stop);
    }

    private async Task<Outcome<string>> TextAsync(Viewer viewer, string draft, TableReading reading, string text, List<string> beside, CancellationToken stop) =>
        (await SaveAsync(viewer, draft, reading, text, beside, stop) ?? await brought.TakeOffAsync(viewer, draft, stop)) is { } refusal ? refusal : draft;

    private async Task<Outcome<string>> ObjectsAsync(Viewer viewer, string draft, TableReading reading, Words words, CancellationToken stop)
    {
        var made = reading.Values.Where(v => IndicatorBundle.Takes(v.Value)).ToList();
        var left = reading.Values.Count - made.Count;
        var text = words.Count(made.Count, "One value from a table comes with this post as an object for machines.", "{0} values from a table come with this post as objects for machines.")
            + (left > 0 ? "\n\n" + words.Count(left, "One value is of a kind that no indicator is made of.", "{0} values are of a kind that no indicator is made of.") : "")
            + "\n\n" + string.Join('\n', reading.Values.GroupBy(v => v.Value.Kind).OrderByDescending(g => g.Count()).Select(g => $"- {words[ValueKind.Name(g.Key)]}: {g.Count()}"));
        if (await SaveAsync(viewer, draft, reading, text, [], stop) is { } unkept)
        {
            return unkept;
        }

        var bundle = IndicatorBundle.Write(draft, made.Select(v => new RowIndicator(v.Value, v.Comment, v.Date, v.Tags)), clock.GetUtcNow());
        var objects = await brought.KeepAsync(viewer, draft, new MemoryStream(bundle), stop);
        return objects.Refusal is { } refusal ? refusal : draft;
    }

    /// <summary>What was chosen in the composer meanwhile stays.</summary>
    private async Task<Refusal?> SaveAsync(Viewer viewer, string draft, TableReading reading, string body, List<string> excluded, CancellationToken stop)
    {
        var begun = await drafting.GoOnAsync(viewer, draft, stop);
        if (begun.Refusal is { } refusal)
        {
            return refusal;
        }

        var form = begun.Value.Form;
        (form.Body, form.Excluded) = (body, excluded);
        form.Tags = string.Join(", ", WritingRules.FittingTags([.. MachineTag.Split(form.Tags).Concat(reading.Values.SelectMany(v => v.Tags)).Distinct(StringComparer.OrdinalIgnoreCase)]));
        return (await drafting.KeepAsync(viewer, form, new Keeping(), stop)).Refusal;
    }

    private static string Lines(TableReading reading, Words words)
    {
        var text = new StringBuilder(words["Values from a table, with what their rows say:"]).Append("\n\n");
        foreach (var value in reading.Values)
        {
            text.Append("- ").Append(value.Value.Value);
            if (value.Date is { } date)
            {
                text.Append(" – ").Append(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            }

            if (value.Comment.Length > 0)
            {
                text.Append(" – ").Append(value.Comment);
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
