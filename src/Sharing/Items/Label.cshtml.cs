using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Items;

/// <summary>The originator's side changes label or audience (W3).</summary>
[Access(Allow.Person)]
internal sealed class LabelModel(CurrentViewer current, Words words, Holdings holdings, RelabelPost relabel, AudienceChoices choices, AudienceRules audiences, AudiencePreviews previews, Database database) : PageModel
{
    private Dictionary<string, string> names = [];
    private string attribution = "";

    public string Uid { get; private set; } = "";

    public Tlp? Chosen { get; private set; }

    public IReadOnlyList<string> Audience { get; private set; } = [];

    public IReadOnlyList<AudienceChoice> Standing { get; private set; } = [];

    public AudienceOffer Offer { get; private set; } = new([], [], []);

    /// <summary>Who would read it (W1), and whether those too whom this viewer could not name.</summary>
    public AudiencePreview? Preview { get; private set; }

    public bool AndOthers { get; private set; }

    public Refusal? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(string uid, CancellationToken stop) => ShowAsync(uid, stop);

    public async Task<IActionResult> OnPostAsync(string uid, string? label, List<string> audience, string? act, CancellationToken stop)
    {
        var to = LabelPickerTag.Read(label)?.Canonical() ?? "";
        if (act == "look")
        {
            return await LookAsync(uid, to, audience, stop);
        }

        var done = await relabel.RunAsync(current.Viewer, uid, to, audience, stop);
        if (done.Done)
        {
            return Redirect("/items/" + Uri.EscapeDataString(uid));
        }

        if (done.Refusal!.Code == "confirm")
        {
            return Redirect(Fresh.PageFor($"/items/{uid}/label"));
        }

        Refusal = done.Refusal;
        return await AgainAsync(uid, to, audience, stop);
    }

    private async Task<IActionResult> LookAsync(string uid, string to, List<string> audience, CancellationToken stop)
    {
        var page = await AgainAsync(uid, to, audience, stop);
        if (page is PageResult)
        {
            var nameable = audience.Where(names.ContainsKey).ToList();
            AndOthers = nameable.Count < audience.Count;
            var preview = await previews.RunAsync(current.Viewer, to, attribution, nameable, stop);
            (Preview, Refusal) = (preview.Done ? preview.Value : null, preview.Refusal);
        }

        return page;
    }

    private async Task<IActionResult> AgainAsync(string uid, string to, List<string> audience, CancellationToken stop)
    {
        var page = await ShowAsync(uid, stop);
        (Chosen, Audience) = (Labels.TryParse(to, out var known) ? known : null, audience);
        return page;
    }

    private async Task<IActionResult> ShowAsync(string uid, CancellationToken stop)
    {
        var found = await holdings.OpenAsync(current.Viewer, Channel.Page, uid, null, stop);
        if (!found.Done || !found.Value.Card.IsOriginatorSide)
        {
            return NotFound();
        }

        if (found.Value.Content is null)
        {
            return Redirect(Fresh.PageFor($"/items/{uid}/label"));
        }

        Uid = uid;
        Chosen = found.Value.Card.Label;
        Offer = await choices.ReadAsync(current.Viewer, stop);
        attribution = found.Value.Card.Attribution.ToString().ToLowerInvariant();
        names = Offer.Circles.Concat(Offer.Organisations).Concat(Offer.Persons).Append(new("public", "Public")).Append(new("community", "Community"))
            .ToDictionary(c => c.Word, c => c.In(words.Language), StringComparer.OrdinalIgnoreCase);
        var parts = await database.ReadAsync(async sql => await audiences.UidsAsync(sql, await audiences.PartsAsync(sql, found.Value.AudienceId, stop), stop), stop);
        Audience = [.. parts.Keys];
        Standing = [.. parts.Keys.Select(word => new AudienceChoice(word, names.GetValueOrDefault(word, "Somebody whom you could not name")))];
        return Page();
    }
}
