using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>A reader who can be told of a comment.</summary>
/// <param name="Word"><c>author</c>, or <c>person:</c> and an address.</param>
/// <param name="Name">As it stands behind an @; of an author whom the item does not name "the author".</param>
public sealed record MentionChoice(string Word, string Name, string Organisation, string OrganisationZh)
{
    internal long Person { get; init; }
}

/// <summary>Whom a comment tells.</summary>
public sealed record Mentioned(bool Author, IReadOnlyList<long> People)
{
    public static Mentioned Nobody { get; } = new(false, []);

    public bool IsAnybody => Author || People.Count > 0;

    public Mentioned But(Mentioned others) => new(Author && !others.Author, [.. People.Except(others.People)]);
}

/// <summary>
/// Readers who may be mentioned (W2): found by what the viewer may know of who reads (R11), and of these those alone who read indeed, as the kernel finds for each.
/// </summary>
public sealed class Mentions(Database database, Holdings holdings, ViewerSource viewers)
{
    /// <summary>So many are found by a name.</summary>
    public const int MostFound = 8;

    /// <summary>So many are told of one comment.</summary>
    public const int Most = 10;

    private const string Author = "author";

    /// <summary>The same for who does not read, whom the viewer may not know to read, and who is not there (R7).</summary>
    private static readonly Refusal NoReader = Refusal.Invalid("mention", "Only readers of the item can be told. Choose from those that the field finds.", "mention");

    private static readonly Refusal TooMany = new(RefusalKind.TooLarge, "mentions-many", "At most {0} readers are told of one comment.", "mention", Most);

    /// <summary>Those whose name, or whose organisation's, holds the text, with or without an @; the first of all for an @ alone, none for an empty text.</summary>
    public async Task<IReadOnlyList<MentionChoice>> FindAsync(ReadableItem item, string text, CancellationToken stop)
    {
        var wanted = text.Trim().TrimStart('@').ToLowerInvariant();
        if ((wanted.Length == 0 && !text.Contains('@', StringComparison.Ordinal)) || !IsOpen(item))
        {
            return [];
        }

        var begins = wanted.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%";
        // Whose name begins so stands first, and whose organisation alone is so named, last.
        var known = await CandidatesAsync(
            item,
            """
            (lower(p.name) like @like escape '!' or lower(o.name) like @like escape '!' or o.name_zh like @like escape '!')
            order by case when lower(p.name) like @begins escape '!' then 0 when lower(p.name) like @like escape '!' then 1 else 2 end, p.name, p.id limit 40
            """,
            stop,
            ("begins", begins),
            ("like", "%" + begins));
        var author = AuthorOf(item).Where(a => (a.Name + '\n' + a.Organisation).Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        var byName = author.FindAll(a => a.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase));
        var found = new List<MentionChoice>(byName);
        foreach (var choice in known)
        {
            if (found.Count < MostFound - author.Count + byName.Count && await ReadsAsync(item, choice, stop))
            {
                found.Add(choice);
            }
        }

        return [.. found, .. author.Except(byName)];
    }

    /// <summary>What people call the chosen ones; who cannot be mentioned is left out.</summary>
    public async Task<IReadOnlyList<MentionChoice>> NamedAsync(ReadableItem item, IReadOnlyList<string> words, CancellationToken stop)
    {
        var named = new List<MentionChoice>();
        foreach (var word in words.Distinct(StringComparer.Ordinal).Take(Most))
        {
            if (await ChosenAsync(item, word, stop) is { } choice)
            {
                named.Add(choice);
            }
        }

        return named;
    }

    /// <summary>Whom a text and the words beside it tell: each <c>@Name</c> that is the name of exactly one who can be found, and each chosen one.</summary>
    public async Task<Outcome<Mentioned>> ReadAsync(Viewer viewer, string itemUid, string text, IReadOnlyList<string> words, CancellationToken stop)
    {
        if (words.Count == 0 && !text.Contains('@', StringComparison.Ordinal))
        {
            return Mentioned.Nobody;
        }

        if (words.Distinct(StringComparer.Ordinal).Count() > Most)
        {
            return TooMany;
        }

        var opened = await database.ReadAsync(sql => holdings.ForActAsync(sql, viewer, itemUid, stop), stop);
        if (opened.Refusal is not null || !IsOpen(opened.Value))
        {
            // The act that follows says why.
            return Mentioned.Nobody;
        }

        var told = new List<MentionChoice>();
        foreach (var word in words.Distinct(StringComparer.Ordinal))
        {
            if (await ChosenAsync(opened.Value, word, stop) is not { } choice)
            {
                return NoReader;
            }

            told.Add(choice);
        }

        foreach (var tail in Tails(text))
        {
            told.AddRange(await WrittenAsync(opened.Value, tail, stop));
        }

        return new Mentioned(told.Exists(t => t.Word == Author), [.. told.Where(t => t.Person != 0).Select(t => t.Person).Distinct().Take(Most)]);
    }

    private static bool IsOpen(ReadableItem item) => item is { IsFull: true, Card.State: ItemState.Shared, Viewer.PersonId: not 0 };

    /// <summary>Everybody knows that the author reads; who it is, the item says or does not (W7).</summary>
    private static IEnumerable<MentionChoice> AuthorOf(ReadableItem item) =>
        item.Card.IsAuthor ? [] : [item.Card.PersonName.Length > 0 ? new MentionChoice(Author, item.Card.PersonName, item.Card.OrganisationName, "") : new MentionChoice(Author, Card.AuthorName, "", "")];

    private async Task<MentionChoice?> ChosenAsync(ReadableItem item, string word, CancellationToken stop)
    {
        if (word == Author || !word.StartsWith("person:", StringComparison.Ordinal))
        {
            return AuthorOf(item).FirstOrDefault(a => a.Word == word);
        }

        var known = await CandidatesAsync(item, "p.uid = @uid", stop, ("uid", word["person:".Length..]));
        return known.Count == 1 && await ReadsAsync(item, known[0], stop) ? known[0] : null;
    }

    /// <summary>The longest name with which the text goes on; of two readers of one name neither is meant.</summary>
    private async Task<IReadOnlyList<MentionChoice>> WrittenAsync(ReadableItem item, string tail, CancellationToken stop)
    {
        var known = await CandidatesAsync(
            item, "p.name <> '' and substr(cast(@tail as text), 1, length(p.name)) = p.name order by length(p.name) desc, p.id limit 40", stop, ("tail", tail));
        var meant = known.Concat(AuthorOf(item))
            .Where(c => tail.StartsWith(c.Name, StringComparison.Ordinal) && (tail.Length == c.Name.Length || !char.IsLetterOrDigit(tail[c.Name.Length]) || !char.IsAscii(tail[c.Name.Length])))
            .GroupBy(c => c.Name.Length)
            .MaxBy(g => g.Key);
        var reading = new List<MentionChoice>();
        foreach (var choice in meant ?? Enumerable.Empty<MentionChoice>())
        {
            if (choice.Word == Author || await ReadsAsync(item, choice, stop))
            {
                reading.Add(choice);
            }
        }

        return reading.Count == 1 ? reading : [];
    }

    /// <summary>What stands behind each @ that begins a word; not that of an address.</summary>
    private static IEnumerable<string> Tails(string text)
    {
        var left = Most;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0 && left > 0; at = text.IndexOf('@', at + 1))
        {
            if (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
            {
                left--;
                var line = text[(at + 1)..Math.Min(text.Length, at + 201)];
                yield return line.Split('\n', 2)[0].TrimEnd('\r');
            }
        }
    }

    /// <summary>
    /// Active people in the parts that the viewer is told of, where their lists are for the viewer, in the author's organisation (R4), and among those who spoke to all under a version that the viewer reads.
    /// </summary>
    private async Task<List<MentionChoice>> CandidatesAsync(ReadableItem item, string match, CancellationToken stop, params (string Name, object? Value)[] values)
    {
        var card = item.Card;
        var parts = (await holdings.DescribeAsync(item.Viewer, [card], stop))[0]?.Parts ?? [];
        IEnumerable<long> Of(int kind) => parts.Where(p => p.Part.Kind == kind && (kind != PartKind.Circle || p.ListShown)).Select(p => p.Part.Ref);
        return await database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select p.id, p.uid, p.name, o.name, o.name_zh from person p join organisation o on o.id = p.org_id
                where p.state = 1 and o.state = 1 and o.standing = 0 and p.id <> @me and p.uid <> @author_uid and (@everybody = 1
                  or {NumberSet.Holds(sql.Engine, "p.org_id", "organisations")} or {NumberSet.Holds(sql.Engine, "p.id", "people")}
                  or exists(select 1 from circle_member m where m.org_id = p.org_id and (m.person_id = 0 or m.person_id = p.id) and {NumberSet.Holds(sql.Engine, "m.circle_id", "circles")})
                  or o.uid = @author_org
                  or exists(select 1 from comment c where c.item_seq = @item and c.person_id = p.id and c.org_id = p.org_id and c.by_author = 0 and c.private = 0 and c.deleted_at = 0 and {Told.Condition}))
                  and {match}
                """,
                static r => new MentionChoice("person:" + r.Text(1), r.Text(2), r.Text(3), r.Text(4)) { Person = r.Long(0) },
                stop,
                [
                    .. Told.Values(item), .. values, ("everybody", parts.Any(p => p.Part.Kind is PartKind.Public or PartKind.Community)), ("author_uid", card.PersonUid),
                    ("author_org", card.Label == Tlp.Red ? "" : card.OrganisationUid), ("organisations", NumberSet.Value(sql.Engine, Of(PartKind.Organisation))),
                    ("people", NumberSet.Value(sql.Engine, Of(PartKind.Person))), ("circles", NumberSet.Value(sql.Engine, Of(PartKind.Circle))),
                ]),
            stop);
    }

    /// <summary>The kernel's own answer for that person, at this moment.</summary>
    private async Task<bool> ReadsAsync(ReadableItem item, MentionChoice choice, CancellationToken stop) =>
        await viewers.ForRecipientAsync(choice.Person, stop) is { } reader
            && (await database.ReadAsync(sql => holdings.ForActAsync(sql, reader, item.Card.Uid, stop), stop)).Done;
}
