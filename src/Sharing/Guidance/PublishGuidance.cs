using System.Text.RegularExpressions;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Guidance;

/// <summary>One language as it was typed.</summary>
public sealed record GuidanceWords(string Title, string Summary, string Body);

/// <param name="Slug">The page's address; of a new one, where it is empty, made of the English title.</param>
/// <param name="Revision">That the officer saw; 0 for a new page.</param>
/// <param name="Texts">By language; an empty title and body take that language off the page.</param>
/// <param name="StillSame">The languages that were not changed say the same as the changed original.</param>
public sealed record GuidanceInput(string Slug, int Revision, IReadOnlyDictionary<string, GuidanceWords> Texts, bool StillSame);

/// <summary>An officer publishes a page of guidance, or its next version; of a withdrawn page it makes a public one again. Nothing is kept that is not public at once.</summary>
public sealed partial class PublishGuidance(Database database)
{
    private const int LongestBody = 100_000;

    /// <summary>Addresses beside the pages.</summary>
    private static readonly string[] Reserved = ["new", "atom"];

    /// <summary>The page's address.</summary>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, GuidanceInput input, CancellationToken stop)
    {
        if (!viewer.IsPerson || !viewer.Has(Roles.Officer))
        {
            return GuidanceRefusals.OfficersOnly;
        }

        var texts = Clean(input.Texts);
        if (texts.FirstOrDefault(t => !Fits(t.Value)).Key is { } half)
        {
            return GuidanceRefusals.Half(half);
        }

        if (texts.Values.All(IsEmpty))
        {
            return GuidanceRefusals.Nothing;
        }

        var slug = input.Slug.Trim().Length > 0 || input.Revision > 0 ? input.Slug.Trim().ToLowerInvariant() : SlugOf(texts);
        return Address().IsMatch(slug) && !Reserved.Contains(slug, StringComparer.Ordinal)
            ? await database.WriteAsync(tx => PutAsync(tx, viewer, slug, input with { Texts = texts }, stop), stop)
            : GuidanceRefusals.Slug;
    }

    private static Dictionary<string, GuidanceWords> Clean(IReadOnlyDictionary<string, GuidanceWords> typed) =>
        Languages.All.Where(typed.ContainsKey).ToDictionary(
            language => language,
            language => new GuidanceWords(
                Invisible.OneLine(typed[language].Title), Invisible.OneLine(typed[language].Summary), typed[language].Body.ReplaceLineEndings("\n").Trim('\n', ' ')),
            StringComparer.Ordinal);

    private static bool IsEmpty(GuidanceWords words) => words.Title.Length == 0 && words.Body.Length == 0;

    private static bool Fits(GuidanceWords words) =>
        IsEmpty(words) || words is { Title.Length: > 0 and <= 200, Summary.Length: <= 400, Body.Length: > 0 and <= LongestBody };

    private static string SlugOf(Dictionary<string, GuidanceWords> texts)
    {
        var plain = NoLetter().Replace(texts.GetValueOrDefault(Languages.English)?.Title.ToLowerInvariant() ?? "", "-").Trim('-');
        return plain.Length > 60 ? plain[..60].TrimEnd('-') : plain;
    }

    private static async Task<Outcome<string>> PutAsync(Tx tx, Viewer viewer, string slug, GuidanceInput input, CancellationToken stop)
    {
        var page = input.Revision == 0 ? await AddAsync(tx, slug, input, stop) : await TakeAsync(tx, slug, input, stop);
        if (page.Refusal is { } refusal)
        {
            return refusal;
        }

        var (id, original) = page.Value;
        // The original first: what is written with it follows it.
        foreach (var (language, words) in input.Texts.OrderBy(t => t.Key != original))
        {
            await PutTextAsync(tx, viewer, id, original, language, words, stop);
        }

        if (input.StillSame)
        {
            await tx.RunAsync(
                "update guidance_text set follows = (select o.version from guidance_text o where o.guidance_id = @id and o.language = @original and o.latest = 1) where guidance_id = @id and latest = 1",
                stop,
                ("id", id),
                ("original", original));
        }

        tx.Record(new AuditEntry("guidance.publish", viewer.PersonId, viewer.OrganisationId, 0, "guidance", slug));
        return slug;
    }

    private static async Task<Outcome<(long Id, string Original)>> AddAsync(Tx tx, string slug, GuidanceInput input, CancellationToken stop)
    {
        if (await tx.NumberAsync("select count(*) from guidance", stop) >= GuidanceShelf.Most)
        {
            return GuidanceRefusals.TooMany;
        }

        var original = Languages.All.First(l => input.Texts.TryGetValue(l, out var words) && !IsEmpty(words));
        var id = await tx.NumberAsync(
            "insert into guidance(slug, original, revision, changed_at) values (@slug, @original, 1, @now) on conflict(slug) do nothing returning id",
            stop,
            ("slug", slug),
            ("original", original),
            ("now", tx.Now));
        return id is null ? GuidanceRefusals.SlugTaken : (id.Value, original);
    }

    private static async Task<Outcome<(long Id, string Original)>> TakeAsync(Tx tx, string slug, GuidanceInput input, CancellationToken stop)
    {
        // The count is raised where it is what the officer saw, in one statement: of two who publish at once, one is told.
        var taken = await tx.FirstAsync(
            "update guidance set revision = revision + 1, changed_at = @now, withdrawn_at = 0, reason = '' where slug = @slug and revision = @revision returning id, original",
            static r => new Taken(r.Long(0), r.Text(1)),
            stop,
            ("slug", slug),
            ("revision", input.Revision),
            ("now", tx.Now));
        return taken switch
        {
            null => await tx.NumberAsync("select id from guidance where slug = @slug", stop, ("slug", slug)) is null ? Refusal.NotFound : GuidanceRefusals.Changed,
            _ when !input.Texts.TryGetValue(taken.Original, out var words) || IsEmpty(words) => GuidanceRefusals.OriginalMissing,
            _ => (taken.Id, taken.Original),
        };
    }

    private static async Task PutTextAsync(Tx tx, Viewer viewer, long id, string original, string language, GuidanceWords words, CancellationToken stop)
    {
        (string, object?)[] which = [("id", id), ("language", language)];
        var before = await tx.FirstAsync(
            "select title, summary, body from guidance_text where guidance_id = @id and language = @language and latest = 1",
            static r => new GuidanceWords(r.Text(0), r.Text(1), r.Text(2)),
            stop,
            which);
        if (before == words || (before is null && IsEmpty(words)))
        {
            return;
        }

        await tx.RunAsync("update guidance_text set latest = 0 where guidance_id = @id and language = @language", stop, which);
        if (IsEmpty(words))
        {
            return;
        }

        var version = 1 + (await tx.NumberAsync("select max(version) from guidance_text where guidance_id = @id and language = @language", stop, which) ?? 0);
        var follows = language == original ? version : await tx.NumberAsync(
            "select version from guidance_text where guidance_id = @id and language = @original and latest = 1", stop, ("id", id), ("original", original)) ?? 0;
        await tx.RunAsync(
            """
            insert into guidance_text(guidance_id, language, version, follows, latest, title, summary, body, folded, person_id, at)
            values (@id, @language, @version, @follows, 1, @title, @summary, @body, @folded, @person, @now)
            """,
            stop,
            [
                .. which, ("version", version), ("follows", follows), ("title", words.Title), ("summary", words.Summary), ("body", words.Body),
                ("folded", GuidanceShelf.Fold(words.Title + "\n" + words.Summary + "\n" + words.Body)), ("person", viewer.PersonId), ("now", tx.Now),
            ]);
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex NoLetter();

    private sealed record Taken(long Id, string Original);
}
