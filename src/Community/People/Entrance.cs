namespace Infohub.Community.People;

/// <summary>
/// Whether somebody was ever in. What a person wrote is read again by whoever enters as them, so a person who was in comes back only with an officer's
/// word and a day's delay, as after a lost factor; who never was has nothing yet, and a new link is enough.
/// </summary>
internal static class Entrance
{
    /// <summary>The person p was in, however they stand now.</summary>
    public const string WasIn = "(p.joined_at > 0 or p.password <> '' or exists (select 1 from audit a where a.person_id = p.id))";

    /// <summary>The person p was in and left; or was invited again, as an earlier release let administrators do.</summary>
    public const string MayReturn = "(p.state in (0, 3) and " + WasIn + ")";
}
