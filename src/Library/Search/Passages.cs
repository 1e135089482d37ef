using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Library.Search;

/// <summary>Where in an item the words were found.</summary>
public enum FoundField
{
    Title,
    Summary,
    Body,
    References,
}

/// <summary>The words around the first hit, as they stand: who shows them masks each piece (C3). Pieces end between words, so that no value is cut in two.</summary>
public sealed record Passage(FoundField Field, string Before, string Hit, string After);

/// <summary>The place of a search's words in what the viewer got: cards of a page, shown in full, in the version that they show.</summary>
public sealed class Passages(Database database, KeyRing keys)
{
    private const int Around = 90;
    private const int LongestText = 20_000;

    /// <summary>By the items' numbers; a card on which nothing can be pointed at has none.</summary>
    public async Task<Dictionary<long, Passage>> FindAsync(IEnumerable<Card> cards, string text, CancellationToken stop)
    {
        var terms = SearchTerms.Parse(keys, text, "").Terms;
        var shown = cards.Where(c => c is { Shows: Disclosure.Full, WrappedKey: not null }).ToDictionary(c => c.Seq);
        if (terms.Count == 0 || shown.Count == 0)
        {
            return [];
        }

        var bodies = await database.ReadAsync(
            sql => sql.ListAsync(
                $"select n.item_seq, n.version, n.body from item_version n join item i on i.seq = n.item_seq and i.version = n.version where {NumberSet.Holds(sql.Engine, "n.item_seq", "items")}",
                static r => (Item: r.Long(0), Version: r.Int(1), Body: r.BytesOrNull(2)),
                stop,
                ("items", NumberSet.Value(sql.Engine, shown.Keys))),
            stop);
        var found = new Dictionary<long, Passage>();
        foreach (var (item, version, body) in bodies)
        {
            // Revised or erased in between: the card says what it said, and points at nothing.
            if (body is not null && shown[item] is var card && card.Version == version && Of(card, ItemSeal.Of(keys, card.Uid, card.WrappedKey!).OpenBody(body), terms) is { } passage)
            {
                found[item] = passage;
            }
        }

        return found;
    }

    private Passage? Of(Card card, ItemSeal.Rest rest, IReadOnlyList<IReadOnlyList<string>> terms)
    {
        (FoundField Field, string Text)[] fields =
            [(FoundField.Title, card.Title), (FoundField.Summary, card.Summary), (FoundField.Body, SafeMarkdown.PlainText(rest.Body, LongestText)), (FoundField.References, rest.References)];
        foreach (var (field, text) in fields)
        {
            foreach (var term in terms)
            {
                if (PlaceOf(text, term) is var (start, end))
                {
                    return Cut(field, text, start, end);
                }
            }
        }

        return null;
    }

    private (int Start, int End)? PlaceOf(string text, IReadOnlyList<string> term)
    {
        var tokens = Tokens.Placed(text);
        for (var i = 0; i + term.Count <= tokens.Count; i++)
        {
            if (term.Select((t, k) => (t, k)).All(x => string.Equals(tokens[i + x.k].Token, x.t, StringComparison.Ordinal)))
            {
                return (tokens[i].Start, tokens[i + term.Count - 1].End);
            }
        }

        if (term.Count > 1)
        {
            return null;
        }

        foreach (var finding in Extractor.Find(text))
        {
            if (Tokens.OfValue(keys, finding) == term[0])
            {
                return (finding.Start, finding.Start + finding.Length);
            }
        }

        return null;
    }

    private static Passage Cut(FoundField field, string text, int start, int end)
    {
        (start, end) = (Back(text, start), Forth(text, end));
        var (from, to) = (Back(text, Math.Max(0, start - Around)), Forth(text, Math.Min(text.Length, end + Around)));
        return new Passage(field, (from > 0 ? "… " : "") + text[from..start], text[start..end], text[end..to] + (to < text.Length ? " …" : ""));
    }

    /// <summary>To the beginning of what is written without a space; scripts without spaces break anywhere.</summary>
    private static int Back(string text, int at)
    {
        while (at > 0 && !IsBreak(text[at - 1]) && !(at < text.Length && Tokens.IsPaired(text[at])))
        {
            at--;
        }

        return at;
    }

    private static int Forth(string text, int at)
    {
        while (at < text.Length && !IsBreak(text[at]) && !(at > 0 && Tokens.IsPaired(text[at - 1])))
        {
            at++;
        }

        return at;
    }

    private static bool IsBreak(char letter) => char.IsWhiteSpace(letter) || Tokens.IsPaired(letter);
}
