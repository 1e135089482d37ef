using Infohub.Community.Governance;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Settings;

[Access(Allow.Officer), Typed("names[en]", "names[zh-Hant]", "names[zh-Hans]", "trustedSites", "terms[en]", "terms[zh-Hant]", "terms[zh-Hans]")]
internal sealed class CommunitySettingsModel(Database database, ChangeCommunitySettings change, CurrentSettings current, TermsTemplate template) : CommunityPage
{
    public CommunitySettings Current { get; private set; } = null!;

    /// <summary>As typed where that was refused, else as they stand.</summary>
    public IReadOnlyDictionary<string, string> Names => Languages.All.ToDictionary(l => l, l => Kept("", $"names[{l}]", Current.Names.GetValueOrDefault(l, "")), StringComparer.Ordinal);

    /// <summary>As typed where that was refused, else as they stand.</summary>
    public IReadOnlyDictionary<string, string> Terms => Languages.All.ToDictionary(l => l, l => Kept("", $"terms[{l}]", InForce.GetValueOrDefault(l, "")), StringComparer.Ordinal);

    /// <summary>A single text from before there was one for each language stands as the English one.</summary>
    private IReadOnlyDictionary<string, string> InForce => Current.Terms switch
    {
        { Count: 0 } => template.Texts,
        { Count: 1 } one when one.TryGetValue("", out var text) => new Dictionary<string, string>(StringComparer.Ordinal) { [Languages.English] = text },
        var texts => texts,
    };

    protected override async Task<bool> LoadAsync()
    {
        Current = await database.ReadAsync(sql => CommunitySettings.ReadAsync(sql, Stop), Stop);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(Dictionary<string, string?>? names, string[]? languages, string[]? sectors, bool amberClients, string? trustedSites, Dictionary<string, string?>? terms)
    {
        await LoadAsync();
        var written = FilledIn(terms);
        var changes = new SettingsChanges(
            FilledIn(names), languages ?? [], sectors ?? [], amberClients, (trustedSites ?? "").Split((char[])['\n', '\r', ' ', ','], StringSplitOptions.RemoveEmptyEntries),
            terms is null || Languages.All.All(l => Words(written, l) == Words(InForce, l)) ? null : written);
        var changed = await change.RunAsync(Viewer, changes, Stop);
        current.Forget();
        return await AfterAsync(changed, "Kept.");
    }

    private static string Words(IReadOnlyDictionary<string, string> texts, string language) => texts.GetValueOrDefault(language, "").ReplaceLineEndings("\n").Trim();

    internal static Dictionary<string, string> FilledIn(Dictionary<string, string?>? names) =>
        (names ?? []).Where(n => !string.IsNullOrWhiteSpace(n.Value)).ToDictionary(n => n.Key, n => n.Value!, StringComparer.Ordinal);
}
