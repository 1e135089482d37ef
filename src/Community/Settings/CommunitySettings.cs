using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;

namespace Infohub.Community.Settings;

/// <summary>The settings of the community: data, not code.</summary>
/// <param name="Names">Its name by language; may be empty before set-up.</param>
/// <param name="Languages">The languages that it uses, of <see cref="Platform.Ui.Languages.All"/>.</param>
/// <param name="Sectors">Codes of the sectors that it uses.</param>
/// <param name="AmberClients">AMBER may be passed on to confirmed clients (law W3).</param>
/// <param name="TrustedSites">Hosts to which links stay live (law C3).</param>
/// <param name="TermsVersion">Empty where there are no terms yet.</param>
/// <param name="Terms">The terms' text by language; what was put down before there was one for each stands under the empty language.</param>
public sealed record CommunitySettings(
    IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Languages, IReadOnlyList<string> Sectors, bool AmberClients, IReadOnlyList<string> TrustedSites,
    string TermsVersion, IReadOnlyDictionary<string, string> Terms)
{
    internal const string NamePrefix = "name.";
    internal const string LanguagesKey = "languages";
    internal const string SectorsKey = "sectors";
    internal const string AmberClientsKey = "amber-clients";
    internal const string TrustedSitesKey = "trusted-sites";
    internal const string TermsKey = "terms";
    internal const string TermsTextKey = "terms-text";
    internal const string TermsTextPrefix = "terms-text.";

    /// <summary>Before anything is known.</summary>
    internal static CommunitySettings Initial { get; } = Of([]);

    /// <summary>The sectors to choose among, and those that were chosen before.</summary>
    internal IEnumerable<NamedCode> Among(IEnumerable<NamedCode>? chosen = null) => Public.Sectors.All.Where(s => Sectors.Contains(s.Code) || chosen?.Contains(s) == true);

    /// <summary>The terms in the reader's language, or in the nearest that there is; null where there are none.</summary>
    internal (string Language, string Text)? TermsIn(string language) =>
        ((string[])[language, .. Platform.Ui.Languages.All, ""]).Where(Terms.ContainsKey).Select(l => ((string, string)?)(l, Terms[l])).FirstOrDefault();

    public static async Task<CommunitySettings> ReadAsync(Sql sql, CancellationToken stop) =>
        Of((await sql.ListAsync("select name, value from setting", static r => (Name: r.Text(0), Value: r.Text(1)), stop))
            .ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal));

    private static CommunitySettings Of(Dictionary<string, string> all) =>
        new(
            Platform.Ui.Languages.All.Where(l => all.ContainsKey(NamePrefix + l)).ToDictionary(l => l, l => all[NamePrefix + l], StringComparer.Ordinal),
            List(all, LanguagesKey, Platform.Ui.Languages.All),
            List(all, SectorsKey, [.. Public.Sectors.All.Select(s => s.Code)]),
            all.GetValueOrDefault(AmberClientsKey) != "0",
            List(all, TrustedSitesKey, []),
            all.GetValueOrDefault(TermsKey) ?? "",
            ((string[])["", .. Platform.Ui.Languages.All])
                .Select(l => (Language: l, Text: all.GetValueOrDefault(l.Length == 0 ? TermsTextKey : TermsTextPrefix + l, ""))).Where(t => t.Text.Length > 0)
                .ToDictionary(t => t.Language, t => t.Text, StringComparer.Ordinal));

    internal static Task SetAsync(Tx tx, string name, string value, CancellationToken stop) =>
        tx.RunAsync(
            "insert into setting(name, value) values (@name, @value) on conflict(name) do update set value = excluded.value", stop, ("name", name), ("value", value));

    private static IReadOnlyList<string> List(Dictionary<string, string> all, string name, IReadOnlyList<string> otherwise) =>
        all.TryGetValue(name, out var value) ? value.Split(' ', StringSplitOptions.RemoveEmptyEntries) : otherwise;
}
