using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Library.Public;

/// <summary>With whom somebody shared under the own name, the last first. Of TLP:RED, and of what was shared anonymously, nothing.</summary>
public sealed class OwnAudiences(Database database, AudienceReaders audiences)
{
    /// <summary>So many of the newest own items are looked through.</summary>
    private const int MostItems = 100;

    public Task<List<AudienceView>> ListAsync(Viewer viewer, int take, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var asked = await sql.ListAsync(
                    $"""
                    select i.audience_id, max(i.shared_at) from (
                      select i.seq, i.audience_id, i.shared_at from item i
                      where i.org_id = @org and i.person_id = @person and i.anonymous = 0 and i.state = {ItemState.Shared} and i.label < {(int)Tlp.Red} order by i.seq desc limit {MostItems}) i
                    group by i.audience_id order by max(i.seq) desc limit @take
                    """,
                    static r => new AudienceAsk(r.Long(0), Tlp.Amber, r.Long(1), AsAuthor: true),
                    stop,
                    ("org", viewer.OrganisationId),
                    ("person", viewer.PersonId),
                    ("take", take));
                return asked.Count == 0 ? [] : await audiences.DescribeAsync(sql, viewer, asked, stop);
            },
            stop);
}
