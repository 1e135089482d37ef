using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Posts;

/// <summary>What nobody chose yet of a draft that was kept as far as it went: in its place stands what law W5 has for what is not labelled, and it is asked for again.</summary>
internal sealed record DraftGaps(bool Kind, bool Label, bool Title)
{
    public static DraftGaps None { get; } = new(false, false, false);

    public bool Any => Kind || Label || Title;

    public static DraftGaps Of(PostInput input) =>
        new(ItemKind.Parse(input.Kind) == 0, !Labels.TryParse(input.Label, out _), string.IsNullOrWhiteSpace(input.Title));

    /// <summary>The input with its gaps filled. A draft has no readers but its author and reviewers (R1b), whatever its label.</summary>
    public PostInput Fill(PostInput input) => input with
    {
        Kind = Kind ? ItemKind.Word(ItemKind.EarlyWarning) : input.Kind,
        Label = Label ? Tlp.AmberStrict.Canonical() : input.Label,
        Title = Title ? FirstLine.Of(input.Body) is { Length: > 0 } line ? line : "…" : input.Title,
    };

    public static async Task<DraftGaps> ReadAsync(Sql sql, long draft, CancellationToken stop) =>
        await sql.FirstAsync("select kind, label, title from draft_gap where item_seq = @item", static r => new DraftGaps(r.Bool(0), r.Bool(1), r.Bool(2)), stop, ("item", draft)) ?? None;

    public async Task PutAsync(Tx tx, long draft, CancellationToken stop)
    {
        await RemoveAsync(tx, draft, stop);
        if (Any)
        {
            await tx.RunAsync(
                "insert into draft_gap(item_seq, kind, label, title) values (@item, @kind, @label, @title)", stop, ("item", draft), ("kind", Kind), ("label", Label), ("title", Title));
        }
    }

    public static Task RemoveAsync(Tx tx, long draft, CancellationToken stop) => tx.RunAsync("delete from draft_gap where item_seq = @item", stop, ("item", draft));
}
