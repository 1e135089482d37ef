using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Knowledge;

/// <summary>One object: what it says, in which versions, and how it stands to others.</summary>
[Access(Allow.Person)]
internal sealed class ObjectModel(CurrentViewer current, OpenObject open) : PageModel
{
    private static readonly JsonSerializerOptions Spaced = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the page says elsewhere.</summary>
    private static readonly HashSet<string> Elsewhere = new(StringComparer.Ordinal)
    {
        "type", "spec_version", "id", "created", "modified", "name", "description", "revoked", "created_by_ref", "object_marking_refs", "granular_markings", "object_refs", "source_ref", "target_ref", "external_references",
    };

    public OpenedObject Opened { get; private set; } = null!;

    public SaidObject Object => Opened.Current;

    public Card? Item => Opened.Items.GetValueOrDefault(Object.ItemSeq);

    /// <summary>To whoever said it, where it names values and is not the viewer's own. What a post says is corrected in its words too.</summary>
    public bool MayPropose => Object is { IsRevoked: false, Values.Count: > 0 } && Item is { IsAuthor: false };

    public string ProposalAddress => $"/items/{Item!.Uid}/proposals" + QueryString.Create(
        [KeyValuePair.Create<string, string?>("object", Item.Kind == ItemKind.Package ? Object.Id : ""), KeyValuePair.Create<string, string?>("value", Object.Values.Count == 1 ? Masking.MaskText(Object.Values[0].Value) : "")]) + "#propose";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop)
    {
        var opened = await open.RunAsync(current.Viewer, id, stop);
        if (opened.Refusal is not null)
        {
            return NotFound();
        }

        Opened = opened.Value;
        return Page();
    }

    /// <summary>Name and text of each other property; a list is its items.</summary>
    public IEnumerable<(string Name, string Text)> Properties => Opened.Properties.Where(p => !Elsewhere.Contains(p.Key)).Select(p => (p.Key, TextOf(p.Value)));

    /// <summary>Source, id, address and description of each reference.</summary>
    public IEnumerable<(string Source, string Id, string Url, string Text)> External =>
        Opened.Properties.FirstOrDefault(p => p.Key == "external_references").Value is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object).Select(r => (Member(r, "source_name"), Member(r, "external_id"), Member(r, "url"), Member(r, "description")))
            : [];

    /// <summary>The whole as JSON, for who wants to see it.</summary>
    public string Json => JsonSerializer.Serialize(Opened.Properties.ToDictionary(p => p.Key, p => p.Value), Spaced);

    private static string Member(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => string.Join(", ", value.EnumerateArray().Select(v => v.GetString())),
        JsonValueKind.Object or JsonValueKind.Array => JsonSerializer.Serialize(value, Spaced),
        _ => value.GetRawText(),
    };
}
