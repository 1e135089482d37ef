using Infohub.Platform.Data;

namespace Infohub.Delivery.Inbox;

/// <summary>A notice to be: addresses and numbers only, never content.</summary>
/// <param name="Kind">One of <see cref="NoticeKind"/>.</param>
/// <param name="Cause">The event's own name: the same event heard twice tells nobody twice.</param>
/// <param name="At">The time of the event: the order of an inbox does not depend on how soon each was heard.</param>
internal sealed record NewNotice(int Kind, string Cause, long At)
{
    public long ItemSeq { get; init; }

    /// <summary>The version that one must read to see it (R9); 0 for the current one.</summary>
    public int Version { get; init; }

    /// <summary>A circle, an organisation, an elevation.</summary>
    public long ObjectId { get; init; }

    public long SubjectPerson { get; init; }

    public long SubjectOrganisation { get; init; }

    public bool ByAuthor { get; init; }

    public int Label { get; init; }

    /// <summary>Earlier readers are told even if they no longer read (W3): label and date alone.</summary>
    public bool OfRecord { get; init; }

    /// <summary>For the originator's side alone, as it is when the notice is read.</summary>
    public bool Side { get; init; }

    /// <summary>Not told: who did it.</summary>
    public long Except { get; init; }

    /// <summary>Seen from then on; 0 for at once.</summary>
    public long DueAt { get; init; }

    /// <summary>The name of another event: whom that one told the same is not told again.</summary>
    public string Unless { get; init; } = "";

    /// <summary>One notice for each person of a query with the columns person and org.</summary>
    public Task<int> ToAsync(Tx tx, string recipients, CancellationToken stop, params (string Name, object? Value)[] values) =>
        tx.RunAsync(
            $"""
            {Into}
            select distinct r.person, r.org, cast(0 as bigint), {Values}
            from ({recipients}) r where r.person <> 0 and r.person <> @except {NotTold("r.person", "0")} on conflict do nothing
            """,
            stop,
            [.. Own(), .. values]);

    /// <summary>For the author of an anonymous item, whom nobody knows: the one whose tag it is finds it.</summary>
    public Task<int> ToAnonymousAuthorAsync(Tx tx, CancellationToken stop) =>
        tx.RunAsync(
            $"{Into} select cast(0 as bigint), cast(0 as bigint), r.tag, {Values} from anonymous_author r where r.item_seq = @item {NotTold("0", "r.tag")} on conflict do nothing",
            stop,
            Own());

    /// <summary>For whose seal was opened, of an item or of what was said under one: by the tag that came with the opening; from who emits none yet, by the one that lies with the seal.</summary>
    public Task<int> ToSealedAsync(Tx tx, string uid, long tag, CancellationToken stop) =>
        tx.RunAsync(
            $"""
            {Into} select cast(0 as bigint), cast(0 as bigint), r.tag, {Values}
            from (select cast(@tag as bigint) as tag union select s.tag from seal s where s.uid = @uid and @tag = 0) r where r.tag <> 0 on conflict do nothing
            """,
            stop,
            [.. Own(), ("uid", uid), ("tag", tag)]);

    private string NotTold(string person, string tag) => Unless.Length == 0
        ? ""
        : $"and not exists(select 1 from notice b where b.cause = @unless and b.kind = @kind and b.person_id = {person} and b.owner_tag = {tag})";

    private const string Into =
        """
        insert into notice(person_id, org_id, owner_tag, kind, cause, item_seq, version, object_id, subject_person, subject_org, by_author, label, of_record, side, at, due_at)
        """;

    private const string Values =
        """
        cast(@kind as bigint), cast(@cause as text), cast(@item as bigint), cast(@version as bigint), cast(@object as bigint), cast(@subject as bigint),
        cast(@subject_org as bigint), cast(@by_author as bigint), cast(@label as bigint), cast(@of_record as bigint), cast(@side as bigint),
        cast(@at as bigint), cast(@due as bigint)
        """;

    private (string Name, object? Value)[] Own() =>
    [
        ("kind", Kind), ("cause", Cause), ("item", ItemSeq), ("version", Version), ("object", ObjectId), ("subject", SubjectPerson), ("subject_org", SubjectOrganisation),
        ("by_author", ByAuthor), ("label", Label), ("of_record", OfRecord), ("side", Side), ("at", At), ("due", Math.Max(At, DueAt)), ("except", Except), .. Unless.Length == 0 ? ((string, object?)[])[] : [("unless", Unless)],
    ];
}
