using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Terms;

/// <summary>What the readable texts name, as keyed hashes beside the index: put, replaced and removed with it. Nothing of RED (R8).</summary>
internal static class ItemTerms
{
    /// <summary>The kind of a tag; kinds of values are those of <see cref="ObservableKind"/>.</summary>
    public const int Tag = 100;

    /// <summary>So many of one item are kept: a list of thousands is looked up by the index.</summary>
    private const int Most = 300;

    public static async Task PutAsync(Tx tx, KeyRing keys, long seq, Content content, CancellationToken stop)
    {
        var terms = Of(keys, content).Take(Most).ToList();
        await tx.RunEachAsync(
            "insert into item_term(item_seq, kind, hash) values (@seq, @kind, @hash) on conflict do nothing",
            terms.ConvertAll(t => new (string, object?)[] { ("seq", seq), ("kind", t.Kind), ("hash", t.Hash) }),
            stop);
    }

    public static Task RemoveAsync(Tx tx, long seq, CancellationToken stop) => tx.RunAsync("delete from item_term where item_seq = @seq", stop, ("seq", seq));

    /// <summary>Tags first, then CVEs and techniques, then the other values in the order of the text.</summary>
    public static IEnumerable<(int Kind, long Hash, string Text)> Of(KeyRing keys, Content content) =>
    [
        .. content.Tags.Select(t => (Tag, HashOf(keys, Tag, t.ToLowerInvariant()), t)),
        .. content.Values().OrderBy(v => v.Kind is ObservableKind.Cve or ObservableKind.Technique ? 0 : 1).Select(v => ((int)v.Kind, HashOf(keys, (int)v.Kind, v.Value), v.Value)),
    ];

    public static long HashOf(KeyRing keys, int kind, string text) => keys.Hash64("term", $"{kind}|{text}");
}
