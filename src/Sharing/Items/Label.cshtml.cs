using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Items;

/// <summary>The originator's side changes label or audience (W3).</summary>
[Access(Allow.Person)]
internal sealed class LabelModel(CurrentViewer current, Words words, Holdings holdings, RelabelPost relabel, AudienceChoices choices, AudiencePreviews previews) : PageModel
{
    private string attribution = "";

    public string Uid { get; private set; } = "";

    public Tlp? Chosen { get; private set; }

    public IReadOnlyList<string> Audience { get; private set; } = [];

    /// <summary>The parts of now as far as this viewer is told (R11), and <see cref="RelabelPost.Others"/> for the rest.</summary>
    public IReadOnlyList<AudienceChoice> Standing { get; private set; } = [];

    /// <summary>What can be added without looking for it.</summary>
    public IReadOnlyList<AudienceChoice> Near { get; private set; } = [];

    /// <summary>The field that finds the others, with those of them that are chosen.</summary>
    public PartFinder Finder { get; private set; } = null!;

    /// <summary>Who would read it (W1), and whether those too whom this viewer could not name.</summary>
    public AudiencePreview? Preview { get; private set; }

    public bool AndOthers { get; private set; }

    /// <summary>How many organisations could be the anonymous author then (W7); else null.</summary>
    public long? CouldBe { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>With what was chosen before a fresh proof was asked for.</summary>
    public Task<IActionResult> OnGetAsync(string uid, string? label, List<string> audience, CancellationToken stop) =>
        label is null ? ShowAsync(uid, null, stop) : ShowAsync(uid, (LabelPickerTag.Read(label), audience), stop);

    public async Task<IActionResult> OnPostAsync(string uid, string? label, List<string> audience, string? act, CancellationToken stop)
    {
        var to = LabelPickerTag.Read(label);
        if (act == "look")
        {
            return await LookAsync(uid, to, audience, stop);
        }

        var done = await relabel.RunAsync(current.Viewer, uid, to?.Canonical() ?? "", audience, stop);
        if (done.Done)
        {
            return Redirect("/items/" + Uri.EscapeDataString(uid));
        }

        if (done.Refusal!.Code == "confirm")
        {
            return Redirect(Fresh.PageFor(AddressOf(uid, (to, audience))));
        }

        Refusal = done.Refusal;
        return await ShowAsync(uid, (to, audience), stop);
    }

    public Task<IActionResult> OnPostFindAsync(string uid, string? label, List<string> audience, CancellationToken stop) =>
        ShowAsync(uid, (LabelPickerTag.Read(label), audience), stop);

    /// <summary>Chosen, and not among the parts of now.</summary>
    public bool Added(string word) => Audience.Contains(word) && Standing.All(c => c.Word != word);

    private async Task<IActionResult> LookAsync(string uid, Tlp? to, List<string> audience, CancellationToken stop)
    {
        var page = await ShowAsync(uid, (to, audience), stop);
        if (page is PageResult)
        {
            var offered = Near.Concat(await choices.NamedAsync(current.Viewer, audience, stop)).Select(c => c.Word).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var nameable = audience.Where(offered.Contains).ToList();
            AndOthers = nameable.Count < audience.Count;
            var preview = await previews.RunAsync(current.Viewer, to?.Canonical() ?? "", attribution, nameable, stop);
            (Preview, Refusal) = (preview.Done ? preview.Value : null, preview.Refusal);
            CouldBe = preview.Done && AudiencePreviews.IsAnonymous(attribution) ? await previews.CouldBeAsync(current.Viewer, nameable, stop) : null;
        }

        return page;
    }

    private async Task<IActionResult> ShowAsync(string uid, (Tlp? Label, List<string> Audience)? chosen, CancellationToken stop)
    {
        var found = await holdings.OpenAsync(current.Viewer, Channel.Page, uid, null, stop);
        if (!found.Done || !found.Value.Card.IsOriginatorSide)
        {
            return NotFound();
        }

        if (found.Value.Content is null)
        {
            return Redirect(Fresh.PageFor(AddressOf(uid, chosen)));
        }

        var card = found.Value.Card;
        Uid = uid;
        attribution = card.Attribution.ToString().ToLowerInvariant();
        var view = (await holdings.DescribeAsync(current.Viewer, [card], stop))[0]!;
        Standing = [.. view.Parts.Select(p => new AudienceChoice(p.Word, p.InWords(words)))];
        if (view.AndOthers)
        {
            Standing = [.. Standing, new AudienceChoice(RelabelPost.Others, words["others whom you could not name"])];
        }

        (Chosen, Audience) = chosen ?? (card.Label, [.. Standing.Select(c => c.Word)]);
        Near =
        [
            .. ((AudienceChoice[])[new("public", words["Public"]), new("community", words["Community"]), .. await choices.CirclesAsync(current.Viewer, stop)])
                .Where(c => Standing.All(s => s.Word != c.Word)),
        ];
        var query = Request.HasFormContentType ? Request.Form["find"].ToString() : "";
        var added = (await choices.NamedAsync(current.Viewer, Audience, stop)).Where(c => Added(c.Word) && Near.All(n => n.Word != c.Word)).ToList();
        Finder = new PartFinder("more-parts", "audience", Many: true, added, query, query.Length == 0 ? null : await choices.FindAsync(current.Viewer, query, stop), "Find");
        return Page();
    }

    private static string AddressOf(string uid, (Tlp? Label, List<string> Audience)? chosen) =>
        $"/items/{uid}/label" + (chosen is not var (label, audience) ? "" : QueryString.Create(
            audience.Select(part => KeyValuePair.Create("audience", (string?)part)).Prepend(KeyValuePair.Create("label", label?.Canonical()))));
}
