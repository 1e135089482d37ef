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
internal sealed class LabelModel(CurrentViewer current, Holdings holdings, RelabelPost relabel, AudienceChoices choices, AudienceRules audiences, Database database) : PageModel
{
    public string Uid { get; private set; } = "";

    public Tlp? Chosen { get; private set; }

    public IReadOnlyList<string> Audience { get; private set; } = [];

    public IReadOnlyList<AudienceChoice> Standing { get; private set; } = [];

    public AudienceOffer Offer { get; private set; } = new([], [], []);

    public Refusal? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(string uid, CancellationToken stop) => ShowAsync(uid, stop);

    public async Task<IActionResult> OnPostAsync(string uid, string? label, List<string> audience, CancellationToken stop)
    {
        var to = LabelPickerTag.Read(label)?.Canonical() ?? "";
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
        var names = Offer.Circles.Concat(Offer.Organisations).Concat(Offer.Persons).ToDictionary(c => c.Word, c => c.Name, StringComparer.OrdinalIgnoreCase);
        var parts = await database.ReadAsync(async sql => await audiences.UidsAsync(sql, await audiences.PartsAsync(sql, found.Value.AudienceId, stop), stop), stop);
        Audience = [.. parts.Keys];
        Standing = [.. parts.Keys.Select(word => new AudienceChoice(word, names.GetValueOrDefault(word, word switch { "public" => "Public", "community" => "Community", _ => "Somebody whom you could not name" })))];
        return Page();
    }
}
