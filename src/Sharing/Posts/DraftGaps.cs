using System.Text.Json;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Posts;

/// <summary>What nobody chose yet of a draft that was kept as far as it went: in its place stands what law W5 has for what is not labelled, and it is asked for again.</summary>
/// <param name="Kind">No kind was chosen.</param>
/// <param name="Label">No label was chosen.</param>
/// <param name="Title">No title was given.</param>
/// <param name="Unfit">Readers and times that stand in the form and do not go together as they are, or null.</param>
internal sealed record DraftGaps(bool Kind, bool Label, bool Title, UnfitParts? Unfit = null)
{
    public static DraftGaps None { get; } = new(false, false, false);

    public bool Any => Kind || Label || Title || Unfit is not null;

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
        await sql.FirstAsync(
            "select kind, label, title, unfit from draft_gap where item_seq = @item",
            static r => new DraftGaps(r.Bool(0), r.Bool(1), r.Bool(2), UnfitParts.Read(r.Text(3))),
            stop,
            ("item", draft)) ?? None;

    public async Task PutAsync(Tx tx, long draft, CancellationToken stop)
    {
        await RemoveAsync(tx, draft, stop);
        if (Any)
        {
            await tx.RunAsync(
                "insert into draft_gap(item_seq, kind, label, title, unfit) values (@item, @kind, @label, @title, @unfit)",
                stop,
                ("item", draft),
                ("kind", Kind),
                ("label", Label),
                ("title", Title),
                ("unfit", Unfit?.Write() ?? ""));
        }
    }

    public static Task RemoveAsync(Tx tx, long draft, CancellationToken stop) => tx.RunAsync("delete from draft_gap where item_seq = @item", stop, ("item", draft));
}

/// <summary>Readers and times as they stand in the form of a draft that the law, or the calendar, does not take as they are. They give nobody a right: they are shown to the author again, to be mended.</summary>
internal sealed record UnfitParts(IReadOnlyList<string> Audience, IReadOnlyList<string> Reviewers, string Release, string Embargo, string Expiry)
{
    public static UnfitParts? Read(string text) => text.Length == 0 ? null : JsonSerializer.Deserialize<UnfitParts>(text);

    public string Write() => JsonSerializer.Serialize(this);
}
