using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Scoring;
using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Correlation;

/// <summary>All that the reader may know of one value.</summary>
[Access(Allow.Person)]
internal sealed class ValueModel(CurrentViewer current, Correlate correlate, ValueBoards boards) : PageModel
{
    /// <summary>As it was written.</summary>
    public string Text { get; private set; } = "";

    public Correlated? Told { get; private set; }

    /// <summary>Sightings and score; a CVE or a technique is no value that anybody sees at a gate.</summary>
    public ValueBoard? Board { get; private set; }

    /// <summary>The names of the warning lists on which it stands.</summary>
    public IReadOnlyList<string> WarningLists => Board?.WarningLists ?? [];

    public Refusal? Refusal { get; private set; }

    public string Masked => Told is { } told ? Masking.Mask(told.Value, told.Kind) : "";

    /// <summary>Each item once, the newest first, with what its objects say of the value.</summary>
    public IReadOnlyList<(Card Item, IReadOnlyList<SaidObject> Objects)> Items { get; private set; } = [];

    public IReadOnlyList<(long At, string What, Card Item)> Times { get; private set; } = [];

    /// <summary>From the first to the last time that somebody saw it, of the sightings that are shown; null where nobody says so.</summary>
    public (long First, long Last)? Seen => Board?.Sightings.Sightings.Where(s => s.Kind == SightingKind.Seen).ToList() is { Count: > 0 } seen ? (seen.Min(s => s.FirstAt), seen.Max(s => s.LastAt)) : null;

    /// <summary>Organisations that say it by name.</summary>
    public int Organisations => Items.Select(i => i.Item.OrganisationUid).Where(o => o.Length > 0).Distinct(StringComparer.Ordinal).Count();

    public async Task<IActionResult> OnGetAsync(string? value, CancellationToken stop)
    {
        Text = (value ?? "").Trim();
        if (Text.Length == 0)
        {
            return Page();
        }

        var read = Correlate.Read(Text);
        if (read.Refusal is { } refusal)
        {
            Refusal = refusal;
            Response.StatusCode = Problems.Status(refusal.Kind);
            return Page();
        }

        Told = await correlate.OfAsync(current.Viewer, read.Value.Kind, read.Value.Value, stop);
        Board = Told.Kind is ObservableKind.Cve or ObservableKind.Technique ? null : await boards.OfAsync(current.Viewer, new ObjectValue(Told.Kind.ToString(), Told.Value), stop);
        Items = [.. Told.Said.GroupBy(s => s.ItemSeq).Where(g => Told.Items.ContainsKey(g.Key)).Select(g => (Told.Items[g.Key], (IReadOnlyList<SaidObject>)[.. g])).OrderByDescending(i => i.Item2.Max(o => o.At))];
        Times = [.. Items.SelectMany(TimesOf).Concat(SightingTimes()).Where(t => t.At > 0).DistinctBy(t => (t.At, t.What, t.Item.Uid)).OrderBy(t => t.At)];
        return Page();
    }

    /// <summary>Of one kind of an item once a day.</summary>
    private IEnumerable<(long At, string What, Card Item)> SightingTimes()
    {
        var items = Items.ToDictionary(i => i.Item.Uid, i => i.Item, StringComparer.Ordinal);
        return (Board?.Sightings.Sightings ?? []).Where(s => items.ContainsKey(s.ItemUid)).Select(s => (s.LastAt, SightingWords.Name(s.Kind), items[s.ItemUid])).DistinctBy(s => (s.LastAt / Micros.Day, s.Item2, s.Item3.Uid));
    }

    private static IEnumerable<(long At, string What, Card Item)> TimesOf((Card Item, IReadOnlyList<SaidObject> Objects) of)
    {
        yield return (of.Item.FirstAt, "Shared", of.Item);
        foreach (var said in of.Objects)
        {
            yield return (said.Valid.From == of.Item.FirstAt ? 0 : said.Valid.From, "Good from", of.Item);
            yield return (said.Valid.Until, "Good until", of.Item);
        }
    }
}
