using System.Globalization;
using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.Governance;

/// <summary>A second officer whom the first one invited, or made an officer, may be the first one again: their word adds nothing.</summary>
internal static class Beholden
{
    /// <summary>Whether <paramref name="first"/> invited <paramref name="second"/> or gave them the office, as the audit has it.</summary>
    public static async Task<bool> IsAsync(Sql sql, long first, long second, CancellationToken stop) =>
        (await sql.ListAsync(
            """
            select a.act, a.detail from audit a join person p on p.uid = a.object_uid
            where a.object_kind = 'person' and a.person_id = @first and p.id = @second and a.act in ('person.invite', 'person.roles')
            """,
            static r => (Act: r.Text(0), Detail: r.Text(1)),
            stop,
            ("first", first),
            ("second", second))).Exists(static e => e.Act == "person.invite" || GivesOffice(e.Detail));

    /// <summary>The detail of person.roles: what the roles were, and are.</summary>
    private static bool GivesOffice(string detail) =>
        detail.Split(" to ") is [var from, var to]
        && int.TryParse(from, CultureInfo.InvariantCulture, out var was)
        && int.TryParse(to, CultureInfo.InvariantCulture, out var now)
        && ((Roles)now & ~(Roles)was & Roles.Officer) != 0;
}
