using Infohub.Community.Viewers;
using Infohub.Platform.Data;

namespace Infohub.Community.Public;

/// <summary>An organisation that has left, for who holds the link made at its leaving (law R5): it reads nothing, and withdraws what is its own.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Until">When the link ends, in microseconds: 90 days after the leaving.</param>
public sealed record DepartedOrganisation(long Id, string Name, long Until)
{
    private const long ValidFor = 90 * Micros.Day;

    /// <summary>Null where the link is unknown, has ended, or the organisation has returned since. It is good for as many uses as there are items.</summary>
    public static Task<DepartedOrganisation?> FindAsync(Sql sql, string token, long now, CancellationToken stop) =>
        sql.FirstAsync<DepartedOrganisation?>(
            "select o.id, o.name, o.left_at from leaving_link l join organisation o on o.id = l.org_id and o.left_at = l.left_at where l.token = @token and o.state = @left and o.left_at > @oldest",
            static r => new DepartedOrganisation(r.Long(0), r.Text(1), r.Long(2) + ValidFor),
            stop,
            ("token", ViewerSource.HashSecret(token)),
            ("left", State.Left),
            ("oldest", now - ValidFor));
}
