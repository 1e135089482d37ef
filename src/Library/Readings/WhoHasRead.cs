using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Library.Readings;

/// <summary>One reading on record (C2).</summary>
/// <param name="KeyName">The key that read, or empty.</param>
/// <param name="At">The minute, in microseconds.</param>
public sealed record ReadingLine(string PersonName, string OrganisationName, string KeyName, int Version, Channel Channel, long At)
{
    public string OrganisationNameZh { get; init; } = "";
}

/// <summary>Who has read the versions that the viewer reads: for the originator's side. At CLEAR and GREEN numbers only.</summary>
public sealed record ReadingView(IReadOnlyList<ReadingLine> Lines, long Counted);

/// <summary>The record of readings as the originator's side sees it.</summary>
public sealed class WhoHasRead(Database database, ReadingBook readings)
{
    private const int Most = 500;

    /// <summary>Null for who is not of the originator's side.</summary>
    public async Task<ReadingView?> ReadAsync(ReadableItem item, CancellationToken stop) =>
        !item.Card.IsOriginatorSide || item.Card.Shows != Disclosure.Full || item.Card.State == ItemState.Draft
            ? null
            : await readings.UnmovedAsync(() => database.ReadAsync(sql => FindAsync(sql, item, stop), stop), stop);

    private async Task<ReadingView> FindAsync(Sql sql, ReadableItem item, CancellationToken stop)
    {
        var lines = await sql.ListAsync(
            $"""
            select coalesce(p.name, ''), coalesce(o.name, ''), coalesce(k.name, ''), g.version, g.channel, g.minute, coalesce(o.name_zh, '')
            from reading g left join person p on p.id = g.person_id left join organisation o on o.id = g.org_id left join api_key k on k.id = g.key_id
            where g.item_seq = @item and {ReadableItem.ReadsVersion("g.version")}
            order by g.minute desc, g.version desc, g.channel, coalesce(p.name, ''), coalesce(o.name, ''), coalesce(k.name, ''), g.person_id, g.key_id limit @most
            """,
            static r => new ReadingLine(r.Text(0), r.Text(1), r.Text(2), r.Int(3), (Channel)r.Int(4), r.Long(5) * Micros.Minute) { OrganisationNameZh = r.Text(6) },
            stop,
            ("item", item.Seq),
            ("versions", item.VersionNumbers),
            ("most", Most));
        var written = await sql.NumberAsync("select cast(coalesce(sum(times), 0) as bigint) from reading_count where item_seq = @item", stop, ("item", item.Seq)) ?? 0;
        return new(lines, written + readings.NotYetWritten(item.Seq));
    }
}
