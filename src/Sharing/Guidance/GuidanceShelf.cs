using Infohub.Platform.Data;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Guidance;

/// <summary>Reads pages of guidance. All of it is, or was, public: nobody's rights are asked (docs/decisions/0007).</summary>
public sealed class GuidanceShelf(Database database)
{
    /// <summary>So many pages there may be.</summary>
    public const int Most = 500;

    private const int MostTerms = 8;

    /// <summary>As much of a text as a list or a feed may need.</summary>
    private const int Lead = 2_000;

    /// <summary>All pages with the beginnings of their texts, the last changed first; those that were withdrawn only for officers.</summary>
    public Task<IReadOnlyList<GuidancePage>> ListAsync(bool withWithdrawn, CancellationToken stop) =>
        PagesAsync(withWithdrawn ? "1 = 1" : "g.withdrawn_at = 0", $"substr(x.body, 1, {Lead})", stop);

    /// <summary>One page, also where it was withdrawn; null where there never was one.</summary>
    public async Task<GuidancePage?> FindAsync(string slug, CancellationToken stop) => await PagesAsync("g.slug = @slug", "x.body", stop, ("slug", slug)) is [var page, ..] ? page : null;

    /// <summary>Each page with a text that holds all of the words, with that text: the reader's own language before others.</summary>
    public async Task<IReadOnlyList<(GuidancePage Page, GuidanceText Text)>> SearchAsync(string words, string language, CancellationToken stop)
    {
        var terms = Fold(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostTerms).ToList();
        if (terms.Count == 0)
        {
            return [];
        }

        (string, object?)[] values = [.. terms.Select((term, i) => ("t" + i, (object?)("%" + Escape(term) + "%")))];
        var like = string.Join(" and ", terms.Select((_, i) => $@"x.folded like @t{i} escape '\'"));
        var hits = await database.ReadAsync(
            sql => sql.ListAsync(
                $"select g.slug, x.language from guidance g join guidance_text x on x.guidance_id = g.id and x.latest = 1 where g.withdrawn_at = 0 and {like}",
                static r => (Slug: r.Text(0), Language: r.Text(1)),
                stop,
                values),
            stop);
        return
        [
            .. from page in hits.Count == 0 ? [] : await ListAsync(withWithdrawn: false, stop)
               let found = hits.Where(h => h.Slug == page.Slug).Select(h => page.Text(h.Language)).OfType<GuidanceText>().OrderBy(t => t.Language != language).FirstOrDefault()
               where found is not null
               select (page, found),
        ];
    }

    /// <summary>What stood before, of all languages, the newest first.</summary>
    public Task<List<GuidanceVersion>> VersionsAsync(string slug, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.ListAsync(
                """
                select x.language, x.version, x.title, coalesce(p.name, ''), x.at from guidance g join guidance_text x on x.guidance_id = g.id left join person p on p.id = x.person_id
                where g.slug = @slug order by x.at desc, x.language
                """,
                static r => new GuidanceVersion(r.Text(0), r.Int(1), r.Text(2), r.Text(3), r.Long(4)),
                stop,
                ("slug", slug)),
            stop);

    public Task<GuidanceText?> VersionAsync(string slug, string language, int version, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.FirstAsync(
                "select x.title, x.summary, x.body, x.at from guidance g join guidance_text x on x.guidance_id = g.id where g.slug = @slug and x.language = @language and x.version = @version",
                r => new GuidanceText(language, version, r.Text(0), r.Text(1), r.Text(2), r.Long(3), IsOlder: false),
                stop,
                ("slug", slug),
                ("language", language),
                ("version", version)),
            stop);

    /// <summary>One form for texts and questions: compatibility forms and capitals do not matter.</summary>
    internal static string Fold(string text) => text.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();

    private static string Escape(string term) => term.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private async Task<IReadOnlyList<GuidancePage>> PagesAsync(string which, string body, CancellationToken stop, params (string Name, object? Value)[] values)
    {
        var rows = await database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select g.slug, g.original, g.revision, g.changed_at, g.withdrawn_at, g.reason, x.language, x.version, x.follows, x.title, x.summary, {body}, x.at
                from guidance g join guidance_text x on x.guidance_id = g.id and x.latest = 1 where {which} order by g.changed_at desc, g.id desc
                """,
                static r => (Slug: r.Text(0), Original: r.Text(1), Revision: r.Int(2), ChangedAt: r.Long(3), WithdrawnAt: r.Long(4), Reason: r.Text(5), Follows: r.Int(8),
                    Text: new GuidanceText(r.Text(6), r.Int(7), r.Text(9), r.Text(10), r.Text(11), r.Long(12), IsOlder: false)),
                stop,
                values),
            stop);
        return
        [
            .. rows.GroupBy(r => r.Slug, StringComparer.Ordinal).Select(page =>
            {
                var head = page.First();
                var newest = page.Where(r => r.Text.Language == head.Original).Select(r => r.Text.Version).FirstOrDefault();
                return new GuidancePage(
                    head.Slug, head.Original, head.Revision, head.ChangedAt, head.WithdrawnAt, head.Reason,
                    [.. page.Select(r => r.Text with { IsOlder = r.Text.Language != head.Original && r.Follows < newest }).OrderBy(t => t.Language != head.Original).ThenBy(t => Languages.All.ToList().IndexOf(t.Language))]);
            }),
        ];
    }
}
