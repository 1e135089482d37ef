using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Items;

/// <summary>W4: Public ⊇ Community ⊇ any circle, organisation or person of members; a circle ⊇ its members now; an organisation ⊇ its persons.</summary>
public static class Containment
{
    /// <summary>Whether each inner part is contained in one of the outer.</summary>
    /// <param name="sql">Reads.</param>
    /// <param name="outer">The whole.</param>
    /// <param name="inner">What is to be in it.</param>
    /// <param name="told">Who learns the answer: of a circle whose list is not for this viewer (section 1), its own organisation and itself alone count as members. Null where nobody does.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<bool> HoldsAsync(Sql sql, IReadOnlyCollection<Part> outer, IReadOnlyCollection<Part> inner, Viewer? told, CancellationToken stop)
    {
        foreach (var part in inner)
        {
            var contained = false;
            foreach (var whole in outer)
            {
                contained = contained || await ContainsAsync(sql, whole, part, told, stop);
            }

            if (!contained)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> ContainsAsync(Sql sql, Part whole, Part part, Viewer? told, CancellationToken stop) => (whole.Kind, part.Kind) switch
    {
        (PartKind.Public, _) => true,
        _ when whole == part => true,
        (PartKind.Community, PartKind.Circle) => await HasOnlyMembersAsync(sql, part.Ref, stop),
        (PartKind.Community, PartKind.Organisation) => await IsMemberAsync(sql, part.Ref, stop),
        (PartKind.Community, PartKind.Person) => await IsMemberAsync(sql, part.RefOrg, stop),
        (PartKind.Circle, PartKind.Organisation) => await IsInAsync(sql, whole.Ref, part.Ref, 0, told, stop),
        (PartKind.Circle, PartKind.Person) => await IsInAsync(sql, whole.Ref, part.RefOrg, part.Ref, told, stop),
        (PartKind.Organisation, PartKind.Person) => whole.Ref == part.RefOrg,
        _ => false,
    };

    private static async Task<bool> IsInAsync(Sql sql, long circle, long org, long person, Viewer? told, CancellationToken stop)
    {
        if (told is not null && await AudienceReaders.ClosedListAsync(sql, told, circle, stop) is not null)
        {
            if (org != told.OrganisationId)
            {
                return false;
            }

            person = person == told.PersonId ? person : 0;
        }

        return await sql.NumberAsync(
            "select count(*) from circle_member where circle_id = @circle and org_id = @org and (person_id = 0 or (@person > 0 and person_id = @person))",
            stop,
            ("circle", circle),
            ("org", org),
            ("person", person)) > 0;
    }

    private static async Task<bool> IsMemberAsync(Sql sql, long org, CancellationToken stop) =>
        await sql.NumberAsync("select count(*) from organisation where id = @org and standing = 0", stop, ("org", org)) > 0;

    private static async Task<bool> HasOnlyMembersAsync(Sql sql, long circle, CancellationToken stop) =>
        await sql.NumberAsync(
            "select count(*) from circle_member m join organisation o on o.id = m.org_id where m.circle_id = @circle and o.standing <> 0", stop, ("circle", circle)) == 0;
}
