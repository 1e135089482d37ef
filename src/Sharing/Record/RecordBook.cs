using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Record;

/// <summary>One act on the record; names are empty where nobody is named: an anonymous author, or the operator at set-up.</summary>
public sealed record RecordLine(
    long At, string Act, string PersonName, string OrganisationName, string KeyName, string ObjectKind, string ObjectUid, string Detail)
{
    /// <summary>The entry of the book of words that names the object's kind.</summary>
    internal string KindName => "object." + ObjectKind;

    internal string OrganisationNameZh { get; init; } = "";

    internal long Place { get; init; }
}

/// <summary>A page of the record, and where the next begins.</summary>
public sealed record RecordPage(IReadOnlyList<RecordLine> Lines, string? Next);

/// <summary>What an auditor looks for.</summary>
/// <param name="Act">The act or its first letters: <c>item.</c>, <c>read.</c>.</param>
/// <param name="ObjectUid">One object.</param>
/// <param name="From">Microseconds; 0 for the beginning.</param>
/// <param name="To">Microseconds; 0 for now.</param>
public sealed record RecordFilter(string Act = "", string ObjectUid = "", long From = 0, long To = 0);

/// <summary>The record as a channel (law section 7): the originator's side for their items, a person for their own acts, auditors for acts without content.</summary>
public sealed class RecordBook(Database database, Holdings holdings, KeyRing keys)
{
    private const int Take = 100;
    private static readonly Refusal WrongCursor = Refusal.Invalid("cursor", "This address of a next page was not made here. Start from the first page.", "cursor");

    /// <summary>
    /// Acts on one item, readings among them; for others than its originator's side it does not exist. A key is told of those alone under versions that it reads, for the others may lie
    /// above its ceiling.
    /// </summary>
    public async Task<Outcome<RecordPage>> OfItemAsync(Viewer viewer, string uid, string? cursor, CancellationToken stop)
    {
        var found = await database.ReadAsync(sql => holdings.ForActAsync(sql, viewer, uid, stop), stop);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var item = found.Value;
        if (!item.Card.IsOriginatorSide || (!viewer.IsPerson && !item.IsFull))
        {
            return Refusal.NotFound;
        }

        if (item.Card.Shows == Disclosure.Notice)
        {
            return WritingRules.Confirm;
        }

        return await PageAsync($"a.object_kind = 'item' and a.object_uid = @uid and {item.TellsOfAct("a.at", "a.act", "a.detail")}", cursor, stop, ("uid", uid), ("item", item.Seq), ("versions", item.VersionNumbers));
    }

    /// <summary>A person's own acts, by session and by key; a key sees what it did itself, because the rest may lie above its ceiling.</summary>
    public async Task<Outcome<RecordPage>> OwnAsync(Viewer viewer, string? cursor, CancellationToken stop) => viewer switch
    {
        { IsPerson: true } => await PageAsync("a.person_id = @person", cursor, stop, ("person", viewer.PersonId)),
        { KeyId: not 0 } => await PageAsync("a.key_id = @key", cursor, stop, ("key", viewer.KeyId)),
        _ => Refusal.NotFound,
    };

    public async Task<Outcome<RecordPage>> AllAsync(Viewer viewer, RecordFilter filter, string? cursor, CancellationToken stop) =>
        !viewer.Has(Roles.Auditor)
            ? Refusal.NotFound
            : await PageAsync(
                "(@act = '' or substr(a.act, 1, length(@act)) = @act) and (@uid = '' or a.object_uid = @uid) and a.at >= @from and (@to = 0 or a.at < @to)",
                cursor,
                stop,
                ("act", filter.Act),
                ("uid", filter.ObjectUid),
                ("from", filter.From),
                ("to", filter.To));

    private async Task<Outcome<RecordPage>> PageAsync(string where, string? cursor, CancellationToken stop, params (string Name, object? Value)[] values)
    {
        var before = cursor is { Length: > 0 } ? Cursor.Read(keys, "record", cursor) : long.MaxValue;
        if (before is null)
        {
            return WrongCursor;
        }

        var lines = await database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select a.seq, a.at, a.act, coalesce(p.name, ''), coalesce(o.name, ''), coalesce(k.name, ''), a.object_kind, a.object_uid, a.detail, coalesce(o.name_zh, '')
                from audit a left join person p on p.id = a.person_id left join organisation o on o.id = a.org_id left join api_key k on k.id = a.key_id
                where a.seq < @before and {where} order by a.seq desc limit @take
                """,
                static r => new RecordLine(r.Long(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Text(6), r.Text(7), r.Text(8)) { Place = r.Long(0), OrganisationNameZh = r.Text(9) },
                stop,
                [.. values, ("before", before), ("take", Take + 1)]),
            stop);
        return lines.Count > Take ? new RecordPage(lines.GetRange(0, Take), Cursor.Write(keys, "record", lines[Take - 1].Place)) : new RecordPage(lines, null);
    }
}
