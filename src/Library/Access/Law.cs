using System.Linq.Expressions;
using Infohub.Community.Public;
using Infohub.Markings;
using static Infohub.Library.Access.Rule;

namespace Infohub.Library.Access;

/// <summary>States of an item (law section 2).</summary>
public static class ItemState
{
    public const int Draft = 0;
    public const int Shared = 1;
    public const int Withdrawn = 2;
    public const int Hidden = 3;
    public const int Erased = 4;
}

/// <summary>
/// The reading rules, once. Each is an expression over facts: <see cref="LawCode"/> compiles it, <see cref="LawSql"/> writes it as SQL,
/// so that the decision in memory and the one in the query cannot drift. Numbers are those of the law; "reading N" is in docs/decisions/0002.
/// </summary>
public static class Law
{
    private const int Clear = 0;
    private const int Green = 1;
    private const int Amber = 2;
    private const int AmberStrict = 3;
    private const int Red = 4;

    /// <summary>R9: the stricter of the version's and the current label.</summary>
    public static readonly Expression<Func<ItemFacts, VersionFacts, int>> Label =
        (i, n) => i.Label >= n.Label ? i.Label : n.Label;

    /// <summary>R2, R3: whether one part, shared at a time, counts for a viewer.</summary>
    internal static readonly Expression<Func<ViewerFacts, int, long, long, long, LawTables, bool>> PartCounts =
        (v, kind, part, partOrg, sharedAt, w) =>
            kind == PartKind.Public ? v.Public
            : kind == PartKind.Community ? v.Community
            : kind == PartKind.Circle
                ? w.Members.Any(m => m.CircleId == part && m.OrgId == v.Org && (m.PersonId == 0 || m.PersonId == v.Person) && m.ReadsFrom <= sharedAt)
                    && (v.CircleKey == 0 || w.KeyCircles.Any(k => k.KeyId == v.CircleKey && k.CircleId == part))
            : kind == PartKind.Organisation ? v.OrgParts && part == v.Org && v.OrgJoined <= sharedAt
            : v.PersonParts && part == v.Person && partOrg == v.Org && v.PersonJoined <= sharedAt;

    /// <summary>R4: the author, as the pair of person and organisation, or the key that wrote (reading 2).</summary>
    public static readonly Expression<Func<ViewerFacts, ItemFacts, LawTables, bool>> Author =
        (v, i, w) =>
            v.Own && (i.Anonymous
                ? w.AnonymousAuthors.Any(a => a.ItemSeq == i.Seq && a.Tag == v.AnonymousTag)
                : i.PersonId != 0 ? i.PersonId == v.Person && i.OrgId == v.Org
                : i.KeyId != 0 && i.KeyId == v.Key);

    /// <summary>Section 1: the author; below RED, unless anonymous, those who may act for the author's organisation.</summary>
    public static readonly Expression<Func<ViewerFacts, ItemFacts, LawTables, bool>> OriginatorSide =
        (v, i, w) => Call(Author, v, i, w) || (i.Label < Red && !i.Anonymous && v.Own && v.ActsForOrg && i.OrgId == v.Org);

    /// <summary>R2, R3, R4: a reader of one version by its own label, its audience and its time of sharing.</summary>
    internal static readonly Expression<Func<ViewerFacts, ItemFacts, int, long, long, LawTables, bool>> IsInAudience =
        (v, i, label, audience, sharedAt, w) =>
            (!i.Anonymous && v.Own && i.OrgId == v.Org && label < Red)
            || w.Parts.Any(p => p.AudienceId == audience && Call(PartCounts, v, p.Kind, p.Ref, p.RefOrg, sharedAt, w));

    /// <summary>Reading 14: the viewer's organisation is a part of the audience, or a member of one.</summary>
    internal static readonly Expression<Func<ViewerFacts, long, long, LawTables, bool>> IsNamed =
        (v, audience, sharedAt, w) => w.Parts.Any(p =>
            p.AudienceId == audience && (p.Kind == PartKind.Circle || p.Kind == PartKind.Organisation) && Call(PartCounts, v, p.Kind, p.Ref, p.RefOrg, sharedAt, w));

    /// <summary>A reader of the current version otherwise than by a grant: the author, or who is in its audience.</summary>
    internal static readonly Expression<Func<ViewerFacts, ItemFacts, LawTables, bool>> ReadsByAudience =
        (v, i, w) => Call(Author, v, i, w) || Call(IsInAudience, v, i, i.Label, i.AudienceId, i.SharedAt, w);

    /// <summary>W3: the label still allows the grant's part, seen from its passer (reading 7a); at AMBER and above not of who reads by a grant only.</summary>
    internal static readonly Expression<Func<ViewerFacts, int, GrantRow, LawTables, bool>> LabelAllows =
        (v, label, g, w) =>
            label == Clear
            || (label == Green && g.Kind != PartKind.Public)
            || (label <= AmberStrict && g.Via == 0 && ((g.Kind == PartKind.Organisation && g.Ref == g.PasserOrg) || (g.Kind == PartKind.Person && g.RefOrg == g.PasserOrg)))
            || (label == Amber && g.Via == 0 && v.AmberClients && w.Clients.Any(c =>
                c.ProviderId == g.PasserOrg && c.ProviderAt > 0 && c.ClientAt > 0
                && ((g.Kind == PartKind.Organisation && c.ClientId == g.Ref) || (g.Kind == PartKind.Person && c.ClientId == g.RefOrg))));

    /// <summary>Whether one part counts for a stored person: the same as <see cref="PartCounts"/>, for grants' passers.</summary>
    internal static readonly Expression<Func<PersonRow, OrganisationRow, int, long, long, long, LawTables, bool>> PartCountsFor =
        (x, o, kind, part, partOrg, sharedAt, w) =>
            kind == PartKind.Public || kind == PartKind.Community
            || (kind == PartKind.Circle && w.Members.Any(m => m.CircleId == part && m.OrgId == o.Id && (m.PersonId == 0 || m.PersonId == x.Id) && m.ReadsFrom <= sharedAt))
            || (kind == PartKind.Organisation && part == o.Id && o.JoinedAt <= sharedAt)
            || (kind == PartKind.Person && part == x.Id && partOrg == o.Id && x.JoinedAt <= sharedAt);

    /// <summary>W3, reading 7b and 7c: the passer's organisation still reads, through the audience or through the grant that was relied on.</summary>
    internal static readonly Expression<Func<ItemFacts, GrantRow, LawTables, bool>> PasserReads =
        (i, g, w) => w.Organisations.Any(o => o.Id == g.PasserOrg && o.State == State.Active && o.JoinedAt <= g.At
            && w.Persons.Any(x => x.Id == g.PasserId && x.OrgId == o.Id && x.JoinedAt <= g.At && x.State != State.Left)
            && w.Persons.Any(x => x.OrgId == o.Id && x.State == State.Active
                && (g.Via != 0
                    ? w.Grants.Any(b => b.Id == g.Via && Call(PartCountsFor, x, o, b.Kind, b.Ref, b.RefOrg, b.At, w))
                    : (!i.Anonymous && i.OrgId == o.Id)
                        || (g.ByAuthor && x.Id == g.PasserId)
                        || w.Parts.Any(p => p.AudienceId == i.AudienceId && Call(PartCountsFor, x, o, p.Kind, p.Ref, p.RefOrg, i.SharedAt, w)))));

    internal static readonly Expression<Func<ViewerFacts, ItemFacts, int, GrantRow, LawTables, bool>> LinkHolds =
        (v, i, label, g, w) => Call(LabelAllows, v, label, g, w) && Call(PasserReads, i, g, w);

    /// <summary>W3: a grant for a version that holds under a label, with every grant that it relied on, and whose part counts for the viewer.</summary>
    internal static readonly Expression<Func<ViewerFacts, ItemFacts, int, int, GrantRow, LawTables, bool>> GrantCounts =
        (v, i, version, label, g, w) =>
            g.ItemSeq == i.Seq && g.FromVersion <= version
            && Call(PartCounts, v, g.Kind, g.Ref, g.RefOrg, g.At, w)
            && Call(LinkHolds, v, i, label, g, w)
            && !w.GrantLinks.Any(l => l.GrantId == g.Id && !w.Grants.Any(a => a.Id == l.Ancestor && Call(LinkHolds, v, i, label, a, w)));

    internal static readonly Expression<Func<ViewerFacts, ItemFacts, int, int, LawTables, bool>> HasGrant =
        (v, i, version, label, w) => i.Grants > 0 && w.Grants.Any(g => Call(GrantCounts, v, i, version, label, g, w));

    /// <summary>One grant lets the viewer read the current version.</summary>
    internal static readonly Expression<Func<ViewerFacts, ItemFacts, GrantRow, LawTables, bool>> GrantOpens =
        (v, i, g, w) => Call(GrantCounts, v, i, i.Version, i.Label, g, w);

    /// <summary>R6, reading 8: what is gone stood on the public pages until it went, which there tell of its tombstone; lists and feeds for the public leave it out.</summary>
    public static readonly Expression<Func<ViewerFacts, ItemFacts, LawTables, bool>> StoodInPublic =
        (v, i, w) => i.State > ItemState.Shared && i.Label == Clear && i.ReleaseAt <= v.Now && i.EmbargoUntil <= v.Now
            && w.Parts.Any(p => p.AudienceId == i.AudienceId && p.Kind == PartKind.Public);

    /// <summary>R9: the author, or a reader of the current version and of this one, each through its audience or by a grant.</summary>
    internal static readonly Expression<Func<ViewerFacts, ItemFacts, VersionFacts, LawTables, bool>> Reader =
        (v, i, n, w) =>
            Call(Author, v, i, w)
            || ((Call(IsInAudience, v, i, i.Label, i.AudienceId, i.SharedAt, w) || Call(HasGrant, v, i, i.Version, i.Label, w))
                && (n.Version == i.Version
                    || Call(IsInAudience, v, i, n.Label, n.AudienceId, n.SharedAt, w)
                    || Call(HasGrant, v, i, n.Version, Call(Label, i, n), w)));

    /// <summary>R1(b): the author by session or by a key with scope drafts, and by session the reviewers whom the author names (reading 23).</summary>
    internal static readonly Expression<Func<ViewerFacts, ItemFacts, LawTables, bool>> ReadsDraft =
        (v, i, w) => v.Drafts && (Call(Author, v, i, w) || (v.Session && v.PersonJoined <= i.SharedAt && w.Reviewers.Any(r => r.ItemSeq == i.Seq && r.PersonId == v.Person && r.OrgId == v.Org)));

    /// <summary>R1 for one channel: a <see cref="Disclosure"/> as a number. The first condition that applies ends it.</summary>
    public static Expression<Func<ViewerFacts, ItemFacts, VersionFacts, LawTables, int>> Decision(Channel channel)
    {
        var showsDrafts = channel is Channel.Page or Channel.List or Channel.Machine or Channel.Export;
        var isPage = channel == Channel.Page;
        if (channel == Channel.PublicStatistics)
        {
            // Figures are for everybody: what counts is the item, not who asks (section 5).
            return (v, i, n, w) => i.State == ItemState.Shared && i.ReleaseAt <= v.Now && i.EmbargoUntil <= v.Now && Call(Label, i, n) <= Green
                ? (int)Disclosure.Full : (int)Disclosure.Nothing;
        }

        var cell = Cell(channel);
        var isOpen = channel == Channel.Public;
        var showsGone = channel is Channel.Page or Channel.List or Channel.Machine or Channel.PartnerHub;
        return (v, i, n, w) =>
            !isOpen && v.Org == 0 ? (int)Disclosure.Nothing // (a): an anonymous viewer has the public rows of the table only
            : i.State == ItemState.Draft // (b), with the ceiling of (e) and the cell of (g): reading 1
                ? showsDrafts && Call(Label, i, n) <= v.Ceiling && Call(ReadsDraft, v, i, w) ? Call(cell, v, i, n, w) : (int)Disclosure.Nothing
            : Call(Label, i, n) > v.Ceiling ? (int)Disclosure.Nothing // (e), first because it is cheap: it gives the same as (c) and (d)
            : !Call(Reader, v, i, n, w) ? (int)Disclosure.Nothing // (c)
            : i.ReleaseAt > v.Now && !(Call(Label, i, n) < Red ? Call(OriginatorSide, v, i, w) : Call(Author, v, i, w)) ? (int)Disclosure.Nothing // (d); at RED the side is the author alone
            : i.State > ItemState.Shared // (f), reading 8
                ? isPage && v.Session && i.State != ItemState.Erased && (Call(Label, i, n) < Red || v.Fresh) && Call(Author, v, i, w) ? (int)Disclosure.Full
                : showsGone ? (int)Disclosure.Tombstone : (int)Disclosure.Nothing
            : Call(cell, v, i, n, w); // (g)
    }

    /// <summary>Section 5: one row of the table. An embargo closes the ways out that pass on, publish or export (reading 9).</summary>
    internal static Expression<Func<ViewerFacts, ItemFacts, VersionFacts, LawTables, int>> Cell(Channel channel) => channel switch
    {
        Channel.List => (v, i, n, w) => Call(Label, i, n) == Red ? (int)Disclosure.Notice : (int)Disclosure.Full,
        Channel.Page => (v, i, n, w) => Call(Label, i, n) == Red && !v.Fresh ? (int)Disclosure.Notice : (int)Disclosure.Full,
        Channel.Public => (v, i, n, w) =>
            Call(Label, i, n) == Clear && i.EmbargoUntil <= v.Now && w.Parts.Any(p => p.AudienceId == i.AudienceId && p.Kind == PartKind.Public)
                && (n.Version == i.Version || w.Parts.Any(p => p.AudienceId == n.AudienceId && p.Kind == PartKind.Public))
                ? (int)Disclosure.Full : (int)Disclosure.Nothing,
        Channel.Machine => (v, i, n, w) => Call(Label, i, n) == Red ? (int)Disclosure.Nothing : (int)Disclosure.Full,
        Channel.Feed => (v, i, n, w) => Call(Label, i, n) == Red || i.EmbargoUntil > v.Now ? (int)Disclosure.Nothing : (int)Disclosure.Full,
        Channel.PartnerHub => (v, i, n, w) =>
            Call(Label, i, n) > Amber ? (int)Disclosure.Nothing
            : Call(Label, i, n) < Amber ? (int)Disclosure.Full
            : Call(IsNamed, v, i.AudienceId, i.SharedAt, w) && (n.Version == i.Version || Call(IsNamed, v, n.AudienceId, n.SharedAt, w))
                ? (int)Disclosure.Full : (int)Disclosure.Nothing,
        Channel.Mail => (v, i, n, w) =>
            Call(Label, i, n) == Clear ? (int)Disclosure.Full : Call(Label, i, n) == Green ? (int)Disclosure.Summary : (int)Disclosure.Notice,
        Channel.Webhook => (v, i, n, w) =>
            Call(Label, i, n) == Clear ? (int)Disclosure.Full
            : Call(Label, i, n) == Green ? (int)Disclosure.Summary
            : Call(Label, i, n) == Red ? (int)Disclosure.Nothing : (int)Disclosure.Notice,
        Channel.Export => (v, i, n, w) => Call(Label, i, n) == Red || i.EmbargoUntil > v.Now ? (int)Disclosure.Nothing : (int)Disclosure.Full,
        Channel.BlockList => (v, i, n, w) =>
            Call(Label, i, n) == Red || i.EmbargoUntil > v.Now || i.Pap > (int)Pap.Green ? (int)Disclosure.Nothing : (int)Disclosure.Full,
        Channel.LookUpOutside => (v, i, n, w) =>
            i.EmbargoUntil > v.Now ? (int)Disclosure.Nothing
            : Call(Label, i, n) == Clear || (Call(Label, i, n) == Green && i.Pap <= (int)Pap.Green) ? (int)Disclosure.Full : (int)Disclosure.Nothing,
        Channel.TranslationOutside => (v, i, n, w) =>
            Call(Label, i, n) == Clear && i.EmbargoUntil <= v.Now ? (int)Disclosure.Full : (int)Disclosure.Nothing,
        // R8: RED is not searched, correlated or counted.
        Channel.Analysis => (v, i, n, w) => Call(Label, i, n) == Red ? (int)Disclosure.Nothing : (int)Disclosure.Full,
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };
}
