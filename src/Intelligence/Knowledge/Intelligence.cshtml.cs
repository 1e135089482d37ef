using Infohub.Community.Public;
using Infohub.Intelligence.Bundles;
using Infohub.Intelligence.Public;
using Infohub.Observables;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Knowledge;

/// <summary>Objects that the reader may read, by the words of their names or the newest first; a value leads to its own page. Those that are chosen go into a file.</summary>
[Access(Allow.Person)]
internal sealed class IntelligenceModel(CurrentViewer current, FindObjects find, WriteBundle write, TimeProvider clock) : PageModel
{
    public string Words { get; private set; } = "";

    public ObjectGroup? Group { get; private set; }

    /// <summary>The address of the one item whose objects are listed; empty for all.</summary>
    public string Item { get; private set; } = "";

    /// <summary>Null where the address was refused.</summary>
    public FoundObjects? Found { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>The value that was written, where it is one.</summary>
    public Finding? Value { get; private set; }

    /// <summary>The ids that were chosen.</summary>
    public IReadOnlySet<string> Chosen { get; private set; } = new HashSet<string>();

    public string? Next => Found?.Next is { } next ? Address(Group) + (Address(Group).Contains('?') ? "&" : "?") + "cursor=" + next : null;

    /// <summary>What this search finds, as a file.</summary>
    public string Download => Address(Group).Replace("/intelligence", "/intelligence/stix", StringComparison.Ordinal);

    public async Task OnGetAsync(string? q, string? type, string? item, string? cursor, CancellationToken stop)
    {
        (Words, Group, Item) = ((q ?? "").Trim(), ObjectTypes.Find(type), (item ?? "").Trim());
        Value = Correlate.Read(Words) is { Refusal: null } read ? read.Value : null;
        var found = await find.RunAsync(current.Viewer, new ObjectSearch(Words, Group, Item), cursor, stop);
        if (found.Refusal is { } refusal)
        {
            Refuse(refusal);
            return;
        }

        Found = found.Value;
    }

    public async Task<IActionResult> OnPostAsync(string[]? id, string? q, string? type, string? item, string? cursor, CancellationToken stop)
    {
        var chosen = ChosenObjects.Read(id);
        if (await write.RunAsync(current.Viewer, chosen, () => BundlesApi.Open(HttpContext, BundlesApi.Name(clock)), stop) is not { } refusal)
        {
            return new EmptyResult();
        }

        await OnGetAsync(q, type, item, cursor, stop);
        Chosen = (id ?? []).ToHashSet(StringComparer.Ordinal);
        Refuse(refusal);
        return Page();
    }

    private void Refuse(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
    }

    /// <summary>This page with another group.</summary>
    public string Address(ObjectGroup? group)
    {
        var query = string.Join('&', new[] { Words.Length > 0 ? "q=" + Uri.EscapeDataString(Words) : "", group is null ? "" : "type=" + group.Word, Item.Length > 0 ? "item=" + Uri.EscapeDataString(Item) : "" }.Where(p => p.Length > 0));
        return "/intelligence" + (query.Length > 0 ? "?" + query : "");
    }
}
