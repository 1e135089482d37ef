using Infohub.Community.Governance;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Settings;

[Access(Allow.Officer), Typed("names[en]", "names[zh-Hant]", "names[zh-Hans]", "trustedSites", "terms")]
internal sealed class CommunitySettingsModel(Database database, ChangeCommunitySettings change, CurrentSettings current) : CommunityPage
{
    public CommunitySettings Current { get; private set; } = null!;

    /// <summary>As typed where that was refused, else as they stand.</summary>
    public IReadOnlyDictionary<string, string> Names => Languages.All.ToDictionary(l => l, l => Kept("", $"names[{l}]", Current.Names.GetValueOrDefault(l, "")), StringComparer.Ordinal);

    protected override async Task<bool> LoadAsync()
    {
        Current = await database.ReadAsync(sql => CommunitySettings.ReadAsync(sql, Stop), Stop);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(Dictionary<string, string?>? names, string[]? languages, string[]? sectors, bool amberClients, string? trustedSites, string? terms)
    {
        var changes = new SettingsChanges(
            FilledIn(names), languages ?? [], sectors ?? [], amberClients, (trustedSites ?? "").Split((char[])['\n', '\r', ' ', ','], StringSplitOptions.RemoveEmptyEntries),
            string.IsNullOrWhiteSpace(terms) ? null : terms);
        var changed = await change.RunAsync(Viewer, changes, Stop);
        current.Forget();
        return await AfterAsync(changed, "Kept.");
    }

    internal static Dictionary<string, string> FilledIn(Dictionary<string, string?>? names) =>
        (names ?? []).Where(n => !string.IsNullOrWhiteSpace(n.Value)).ToDictionary(n => n.Key, n => n.Value!, StringComparer.Ordinal);
}
