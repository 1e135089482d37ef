using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Settings;

/// <summary>The form of the first set-up.</summary>
internal sealed class SetUpForm
{
    public string? Token { get; set; }

    public Dictionary<string, string?>? Names { get; set; }

    public string? Operator { get; set; }

    public string[]? Languages { get; set; }

    public string[]? Sectors { get; set; }

    public Dictionary<string, string?>? Terms { get; set; }

    public string? FirstName { get; set; }

    public string? FirstEmail { get; set; }

    public string? SecondName { get; set; }

    public string? SecondEmail { get; set; }

    internal Dictionary<string, string> Filled => CommunitySettingsModel.FilledIn(Names);

    internal Dictionary<string, string> FilledTerms => CommunitySettingsModel.FilledIn(Terms);

    internal FirstSetUp ToSetUp() => new(
        Token ?? "", Filled, Languages ?? [], Sectors ?? [], FilledTerms, Operator ?? "", FirstName ?? "", FirstEmail ?? "", SecondName ?? "", SecondEmail ?? "");
}

/// <summary>Only while the community has no officer; afterwards there is nothing here.</summary>
[Access(Allow.Everyone)]
internal sealed class SetUpModel(Database database, SetUpCommunity setUp, CurrentSettings current, TermsTemplate template) : CommunityPage
{
    public SetUpForm Form { get; private set; } = new();

    /// <summary>As typed, else a text to begin with.</summary>
    public IReadOnlyDictionary<string, string> Terms => Form.Terms is null ? template.Texts : Form.FilledTerms;

    public IReadOnlyList<OfficerLink>? Links { get; private set; }

    /// <summary>The address that the hub prints at its start brings the token along.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    protected override Task<bool> LoadAsync() => database.ReadAsync(sql => SetUpToken.IsNeededAsync(sql, Stop), Stop);

    public async Task<IActionResult> OnPostAsync(SetUpForm form)
    {
        Form = form;
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var made = await setUp.RunAsync(form.ToSetUp(), Stop);
        current.Forget();
        if (made.Refusal is { } refusal)
        {
            return Again(refusal);
        }

        Links = [.. made.Value.Select(l => l with { Link = Whole(l.Link) })];
        return Page();
    }
}
