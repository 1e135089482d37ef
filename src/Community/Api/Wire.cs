using Infohub.Community.Circles;
using Infohub.Community.Keys;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Api;

/// <summary>The words of numbers, as REST writes them; the order is that of the numbers.</summary>
internal static class WireWords
{
    public static readonly string[] Joining = ["open", "request", "invitation"];
    public static readonly string[] History = ["all", "joining"];
    public static readonly string[] MembersShown = ["owners", "members"];
    public static readonly string[] Standing = ["member", "partner-hub", "external-source"];
    public static readonly string[] OrganisationState = ["applied", "active", "suspended", "left"];

    public static DateTimeOffset Time(long micros) => Micros.ToTime(micros);

    /// <summary>The number of a word; null stays null; -1 for a word that is not known.</summary>
    public static int? Number(string[] words, string? word) => word is null ? null : Array.IndexOf(words, word);
}

internal sealed record OrganisationWire(string Id, string Name, string NameZh, string Kind, string Participant, string State, IReadOnlyList<string> Sectors, int People)
{
    public static OrganisationWire Of(OrganisationLine o) => new(
        o.Uid, o.Name, o.NameZh, WireWords.Standing[o.Standing], o.Participant, WireWords.OrganisationState[o.State],
        o.Sectors.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray(), o.Persons);
}

internal sealed record NamedWire(string Id, string Name);

internal sealed record OrganisationPageWire(OrganisationWire Organisation, string About, IReadOnlyList<NamedWire> People)
{
    public static OrganisationPageWire Of(OrganisationView o) =>
        new(OrganisationWire.Of(o.Line), o.About, [.. o.People.Where(p => p.State == State.Active).Select(p => new NamedWire(p.Uid, p.Name))]);
}

internal sealed record PersonWire(string Id, string Name, bool Active, NamedWire Organisation)
{
    public static PersonWire Of(PersonView p) => new(p.Uid, p.Name, p.IsActive, new(p.OrganisationUid, p.OrganisationName));
}

internal sealed record CircleWire(
    string Id, string Name, string NameZh, string? Sector, string Joining, bool Listed, bool TakesOutside, string MembersShownTo, string History, bool Closed, int Members, bool Member, bool Owner)
{
    public static CircleWire Of(CircleLine c) => new(
        c.Uid, c.Name, c.NameZh, c.Sector.Length > 0 ? c.Sector : null, WireWords.Joining[c.Joining], c.Listed, c.TakesOutside, WireWords.MembersShown[c.MembersShown ? 1 : 0],
        WireWords.History[c.History], c.Closed, c.Members, c.IsMember, c.IsOwner);
}

internal sealed record CirclePageWire(CircleWire Circle, string Charter, DateTimeOffset FoundedAt)
{
    public static CirclePageWire Of(CircleView c) => new(CircleWire.Of(c.Line), c.Charter, WireWords.Time(c.CreatedAt));
}

/// <param name="Kind"><c>organisation</c> or <c>person</c>.</param>
internal sealed record MemberWire(string Kind, string Id, string Name, string? Organisation, DateTimeOffset Since, bool Owner)
{
    public static MemberWire Of(CircleMemberLine m) =>
        new(m.IsOrganisation ? "organisation" : "person", m.Uid, m.Name, m.IsOrganisation ? null : m.Organisation, WireWords.Time(m.Since), m.Owns);
}

/// <summary>Members whom the key's owner may see, and how many are not named.</summary>
internal sealed record MembersWire(IReadOnlyList<MemberWire> Members, int NotNamed, IReadOnlyList<MemberWire> Asking, IReadOnlyList<MemberWire> Invited)
{
    public static MembersWire Of(CircleView c) =>
        new([.. c.Members.Select(MemberWire.Of)], c.Unlisted, [.. c.Asking.Select(MemberWire.Of)], [.. c.Invited.Select(MemberWire.Of)]);
}

/// <summary>A circle's settings; what is absent stays, or is the strictest for a new circle.</summary>
internal sealed record NewCircleWire(
    string? Name = null, string? NameZh = null, string? Charter = null, string? Joining = null, bool? Listed = null, bool? TakesOutside = null, string? MembersShownTo = null, string? History = null)
{
    public Outcome<CircleManners> ToManners()
    {
        var joining = WireWords.Number(WireWords.Joining, Joining);
        var shown = WireWords.Number(WireWords.MembersShown, MembersShownTo);
        var history = WireWords.Number(WireWords.History, History);
        return joining == -1 || shown == -1 || history == -1
            ? CircleRefusals.UnknownManner
            : new CircleManners(Name, NameZh, Charter, joining, Listed, TakesOutside, shown is null ? null : shown == 1, history);
    }
}

/// <summary>Whom a membership is for: nobody named means the key's own person.</summary>
internal sealed record NewMemberWire(string? Organisation = null, string? Person = null)
{
    public CircleMemberName? Name => (Organisation, Person) switch
    {
        ({ } organisation, null) => CircleMemberName.OfOrganisation(organisation),
        (null, { } person) => CircleMemberName.OfPerson(person),
        _ => null,
    };

    public bool IsWrong => Organisation is not null && Person is not null;
}

internal sealed record MembershipWire(string State);

internal sealed record IdWire(string Id);

internal sealed record KeyWire(
    string Id, string Name, string Hint, string Owner, bool OfOrganisation, IReadOnlyList<string> Scopes, string Ceiling, IReadOnlyList<string> Networks, bool CirclesOnly, DateTimeOffset ExpiresAt, string? Certificate)
{
    public static KeyWire Of(KeyLine k) => new(
        k.Uid, k.Name, k.Hint, k.Owner, k.OfOrganisation,
        [.. new[] { (Public.Scopes.Read, "read"), (Public.Scopes.Write, "write"), (Public.Scopes.Drafts, "drafts") }.Where(s => (k.Scopes & s.Item1) != 0).Select(s => s.Item2)],
        k.Ceiling.Canonical(), k.Networks.Split(' ', StringSplitOptions.RemoveEmptyEntries), k.CirclesOnly, WireWords.Time(k.ExpiresAt), k.Fingerprint is { Length: > 0 } fingerprint ? fingerprint : null);
}

/// <summary>A page of a list: <c>Next</c> is the value of <c>after</c> for the next one, or null.</summary>
internal sealed record ListWire<T>(IReadOnlyList<T> Items, string? Next);
