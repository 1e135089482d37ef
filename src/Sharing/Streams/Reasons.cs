using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Home;

namespace Infohub.Sharing.Streams;

/// <summary>Why each card of a page stands there. What is no more than label and link has no reason (R8), and what the viewer is not told of is none (R11).</summary>
internal static class Reasons
{
    public static async Task<Dictionary<long, Reason>> OfAsync(Sql sql, StreamOwner owner, IReadOnlyList<CardView> cards, CancellationToken stop)
    {
        var told = cards.Where(c => c.Card.Shows >= Disclosure.Summary && c.Card.Label < Tlp.Red).ToList();
        if (told.Count == 0)
        {
            return [];
        }

        var places = told.ConvertAll(c => c.Card.Seq);
        var words = owner.Follows.Where(f => f.Kind is ChoiceKind.Word or ChoiceKind.Tag).ToLookup(f => f.Ref);
        var held = words.Count == 0 ? null : (await WatchTerms.HeldAsync(sql, places, [.. words.Select(w => w.Key)], stop)).ToLookup(h => h.Item, h => h.Term);
        var passed = (await Grants.PassedOnAsync(sql, owner.Viewer, places, stop)).ToHashSet();
        var sectors = await SectorsAsync(sql, told, stop);
        var found = new Dictionary<long, Reason>();
        foreach (var (card, audience) in told)
        {
            var term = held?[card.Seq].Select(t => words[t].First()).OrderBy(t => t.Kind).ThenBy(t => t.Word, StringComparer.OrdinalIgnoreCase).FirstOrDefault();
            if (OfCard(owner, card, audience, term, passed.Contains(card.Seq), sectors) is { } reason)
            {
                found[card.Seq] = reason;
            }
        }

        return found;
    }

    private static Reason? OfCard(StreamOwner owner, Card card, AudienceView? audience, Choice? term, bool passed, ILookup<string, string> sectors)
    {
        var viewer = owner.Viewer;
        var parts = audience?.Parts ?? [];
        if (parts.Any(p => p.Kind == PartKind.Person && p.Part.Ref == viewer.PersonId && p.Part.RefOrg == viewer.OrganisationId))
        {
            return new Reason("You are named");
        }

        if (passed)
        {
            return new Reason("Passed on to you");
        }

        if (term is not null)
        {
            return new Reason(term.Kind == ChoiceKind.Tag ? "Has the tag {0}, which you follow" : "Names {0}, which you watch", term.Word);
        }

        if (parts.Any(p => p.Kind == PartKind.Organisation && p.Part.Ref == viewer.OrganisationId))
        {
            return new Reason("Your organisation is named");
        }

        if (card.OrganisationUid.Length > 0 && owner.Follows.FirstOrDefault(f => f.Kind == ChoiceKind.Organisation && f.Uid == card.OrganisationUid) is { } originator)
        {
            return new Reason("From {0}, which you follow", originator.Name, originator.NameZh);
        }

        return OfCircle(owner, parts) ?? OfSector(owner, card, sectors)
            ?? (card.OrganisationUid == viewer.OrganisationUid ? new Reason("By your organisation") : null)
            ?? (parts.Any(p => p.Kind <= PartKind.Community) ? new Reason("{0} to all", card.Label.Canonical()) : null);
    }

    private static Reason? OfCircle(StreamOwner owner, IReadOnlyList<PartView> parts)
    {
        var stands = owner.Circles.Where(c => parts.Any(p => p.Kind == PartKind.Circle && p.Part.Ref == c.Id)).ToList();
        var circle = stands.Find(c => c.IsMember) ?? stands.FirstOrDefault();
        return circle is null ? null : new Reason(circle.IsMember ? "Your circle {0}" : "In {0}, which you follow", circle.Name, circle.NameZh);
    }

    private static Reason? OfSector(StreamOwner owner, Card card, ILookup<string, string> sectors)
    {
        IEnumerable<string> of = card.Sector.Length > 0 ? [card.Sector] : card.OrganisationUid.Length > 0 ? sectors[card.OrganisationUid] : [];
        var known = of.ToList();
        return known.Exists(s => owner.OwnSectors.Contains(s, StringComparer.Ordinal)) && card.OrganisationUid != owner.Viewer.OrganisationUid
            ? new Reason("Your sector")
            : known.Find(s => owner.Follows.Any(f => f.Kind == ChoiceKind.Sector && f.Word == s)) is { } followed && Community.Public.Sectors.Find(followed) is { } sector
                ? new Reason("Sector {0}, which you follow") { Sector = sector }
                : null;
    }

    /// <summary>The sectors of the named originators, as the directory has them.</summary>
    private static async Task<ILookup<string, string>> SectorsAsync(Sql sql, List<CardView> cards, CancellationToken stop)
    {
        var uids = cards.Select(c => c.Card.OrganisationUid).Where(u => u.Length > 0).Distinct(StringComparer.Ordinal);
        var found = await sql.ListAsync(
            sql.Engine == Engine.Sqlite
                ? $"select o.uid, s.sector from organisation o join {Community.Public.Sectors.OfOrganisations} s on s.org_id = o.id where o.uid in (select value from json_each(@uids))"
                : $"select o.uid, s.sector from organisation o join {Community.Public.Sectors.OfOrganisations} s on s.org_id = o.id where o.uid in (select jsonb_array_elements_text(cast(@uids as jsonb)))",
            static r => (Uid: r.Text(0), Sector: r.Text(1)),
            stop,
            ("uids", System.Text.Json.JsonSerializer.Serialize(uids)));
        return found.ToLookup(f => f.Uid, f => f.Sector, StringComparer.Ordinal);
    }
}
