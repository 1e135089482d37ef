using Infohub.Demo.Script;

namespace Infohub.Demo.Community;

/// <summary>The acts that make the community: organisations, people, circles, clients, keys.</summary>
internal static class Founding
{
    private const long Begins = -60 * 86_400;

    public const string Terms =
        """
        # Terms of the Harbour City sharing programme

        1. What is shared here serves the protection of members' systems and people, and nothing else.
        2. The label decides how far information goes. TLP:RED goes to the persons named, TLP:AMBER to the recipients' organisations and their clients, TLP:GREEN to the community, TLP:CLEAR to everybody.
        3. No malware samples. Addresses are masked.
        4. Whoever sees that something went further than its label allows tells the originator at once.
        5. Information is given as it is, without warranty.
        6. Legal duties of members stay as they are.
        """;

    private static readonly (string Provider, string Client, bool Confirmed)[] Clients =
    [
        ("sable", "stcolumba", true), ("sable", "hillside", true), ("sable", "bluewater", true), ("sable", "herald", true), ("brightloom", "westrail", true),
        ("brightloom", "lotuslane", true), ("lionrock", "lychee", true), ("lionrock", "lotuslane", true), ("lionrock", "smallfirms", true), ("brightloom", "baystreet", false),
    ];

    /// <summary>Name, who makes it, of whom, what it may do, ceiling.</summary>
    private static readonly (string Name, string By, string Of, string Scopes, string Ceiling)[] Keys =
    [
        ("siem-harbourside", "mei-ling.cheung", "person", "read write", "TLP:AMBER+STRICT"), ("siem-prod", "samuel.okafor", "person", "read", "TLP:AMBER"),
        ("notebook-ho", "daniel.ho", "person", "read write drafts", "TLP:AMBER"), ("gateway-probe", "priya.raman", "person", "read write", "TLP:AMBER+STRICT"),
        ("clearing-soc", "vivian.sung", "person", "read", "TLP:AMBER"), ("peakline-noc", "sze-man.chan", "person", "read write", "TLP:GREEN"),
        ("tide-filter", "ivan.petrov", "person", "read", "TLP:GREEN"), ("lantern-sms", "tsz-kin.hui", "person", "read write", "TLP:GREEN"),
        ("ix-tools", "bjorn.aas", "person", "read", "TLP:GREEN"), ("names", "dora.pun", "person", "read write", "TLP:GREEN"), ("ca-watch", "maximilian.orth", "person", "read", "TLP:AMBER"),
        ("hosting-abuse", "barry.tung", "person", "read write", "TLP:GREEN"), ("scada-read", "alan.lam", "person", "read", "TLP:AMBER"), ("rail-soc", "stefan.wirth", "person", "read", "TLP:GREEN"),
        ("lab", "rajiv.anand", "person", "read write", "TLP:GREEN"), ("rules", "mikael.strand", "person", "read write drafts", "TLP:GREEN"), ("sable-desk", "ingrid.falk", "person", "read write", "TLP:AMBER"),
        ("csirt-desk", "ka-yan.wong", "person", "read write", "TLP:AMBER+STRICT"), ("shop-tools", "robin.sage", "person", "read", "TLP:GREEN"), ("airport-soc", "yvonne.tai", "person", "read", "TLP:GREEN"),
        ("honeycomb-decoys", "zara.quinn", "organisation", "read write", "TLP:GREEN"), ("tidewater-abuse", "ivan.petrov", "organisation", "read write", "TLP:GREEN"),
        ("registry-names", "dora.pun", "organisation", "read write", "TLP:GREEN"), ("vpb-taxii", "samuel.okafor", "organisation", "read", "TLP:AMBER+STRICT"),
        ("govcert-feed", "hing-fai.lo", "organisation", "read", "TLP:AMBER"), ("delta", "ops.delta", "organisation", "read", "TLP:AMBER"),
    ];

    /// <summary>Name, whose, which kind and circle of items, and up to which label it is bound to networks.</summary>
    private static readonly (string Name, string By, string? Kind, string? Circle, string? Bound)[] Feeds =
    [
        ("Warnings", "mei-ling.cheung", "early-warning", null, null), ("Firewall list", "jonathan.ng", "indicators", null, "TLP:AMBER"), ("Finance", "samuel.okafor", null, "sector:finance", "TLP:AMBER+STRICT"),
        ("釣魚名單", "sze-man.chan", "indicators", "phishing-watch", null), ("Proxy list", "ivan.petrov", "indicators", null, null), ("Port", "george.chow", "early-warning", null, null),
        ("Control systems", "alan.lam", null, "control-systems", "TLP:AMBER"), ("Campus wall", "calvin.so", "early-warning", null, null), ("小店", "betty.chu", null, "small-firms", null),
        ("Rules", "kit.mak", "indicators", "detection", null), ("Questions", "katherine.ying", "question", null, null), ("Duty desk", "p.yeung", null, null, null),
    ];

    public static IEnumerable<Act> Acts()
    {
        var at = Begins;
        yield return new CommunityAct { At = at, AmberClients = true, Terms = Terms };
        foreach (var act in Members().Concat(Circles()).Concat(Relations()).Concat(KeyActs()).Concat(FeedActs()))
        {
            at += 47;
            yield return act with { At = at };
        }
    }

    /// <summary>People who came, went and changed sides while the items were shared.</summary>
    public static IEnumerable<Act> Changes()
    {
        yield return new CircleJoinAct { At = DemoCalendar.Days(-12.2), By = "emily.sutton", Circle = "soc-leads", As = "person" };
        yield return new CircleAdmitAct { At = DemoCalendar.Days(-12.1), By = "samuel.okafor", Circle = "soc-leads", Person = "emily.sutton" };
        yield return new CircleJoinAct { At = DemoCalendar.Days(-1.5), By = "celia.wu", Circle = "soc-leads", As = "person" };
        yield return new ClientEndAct { At = DemoCalendar.Days(-20), By = "lydia.shum", Provider = "sable", Client = "herald" };
        yield return new PersonStateAct { At = DemoCalendar.Days(-9), Person = "arthur.pell", State = "suspended" };
        yield return new PersonStateAct { At = DemoCalendar.Days(-6), Person = "arthur.pell", State = "active" };
        yield return new PersonMoveAct { At = DemoCalendar.Days(-15), Person = "simon.reid", Organisation = "kestrel" };
        yield return new KeyRevokeAct { At = DemoCalendar.Days(-3), By = "yvonne.tai", TargetKey = "airport-soc" };
        yield return new KeyAct { At = DemoCalendar.Days(-2.9), By = "yvonne.tai", Name = "airport-soc-2", Of = "person", Scopes = ["read"] };
    }

    /// <summary>Whom an act for the organisation is left to.</summary>
    public static string AdministratorOf(string organisation) =>
        Tales.Organisations().Single(o => o.Key == organisation).People[0].Split('|')[0];

    private static IEnumerable<Act> Members()
    {
        foreach (var o in Tales.Organisations())
        {
            yield return new OrganisationAct
            {
                At = 0,
                Name = o.Key,
                Kind = o.Kind,
                Sectors = o.Sectors,
                Seats = Math.Max(5, o.People.Count + 2),
                State = o.State,
                ReadsCommunity = o.Kind == "partner-hub",
                FullName = o.Name,
                NameZh = o.Zh,
                Participant = o.Participant,
                About = o.About,
            };
        }

        foreach (var o in Tales.Organisations())
        {
            foreach (var words in o.People.Select(p => p.Split('|')))
            {
                yield return new PersonAct
                {
                    At = 0,
                    Name = words[0],
                    Organisation = o.Key,
                    FullName = words[1],
                    Roles = [.. words[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Role)],
                    Language = words[3],
                    Email = $"{words[0]}@{o.Key}.example",
                    State = words[0] == "ming-fai.seto" ? "invited" : "active",
                };
            }
        }
    }

    private static string Role(string word) => word == "admin" ? "organisation-administrator" : word;

    private static IEnumerable<Act> Circles()
    {
        foreach (var c in Tales.Circles())
        {
            yield return new CircleAct
            {
                At = 0,
                Name = c.Key,
                By = c.By,
                Joining = c.Joining,
                Listed = c.Listed,
                TakesOutside = c.TakesOutside,
                Members = c.MembersShown,
                History = c.History,
                As = c.As,
                FullName = c.Name,
                NameZh = c.Zh,
                Charter = c.Charter,
            };
            foreach (var member in c.Members)
            {
                var isOrganisation = member.StartsWith("org:", StringComparison.Ordinal);
                var name = member[(member.IndexOf(':', StringComparison.Ordinal) + 1)..];
                var (organisation, person) = isOrganisation ? (name, (string?)null) : (null, name);
                var join = new CircleJoinAct { At = 0, Circle = c.Key, By = person ?? AdministratorOf(name), As = isOrganisation ? "organisation" : "person" };
                Act[] acts = c.Joining switch
                {
                    "open" => [join],
                    "request" => [join, new CircleAdmitAct { At = 0, By = c.By, Circle = c.Key, Organisation = organisation, Person = person }],
                    _ => [new CircleInviteAct { At = 0, By = c.By, Circle = c.Key, Organisation = organisation, Person = person }, join],
                };
                foreach (var act in acts)
                {
                    yield return act;
                }
            }
        }
    }

    private static IEnumerable<Act> Relations()
    {
        foreach (var (provider, client, confirmed) in Clients)
        {
            yield return new ClientProposeAct { At = 0, By = AdministratorOf(provider), Provider = provider, Client = client };
            if (confirmed)
            {
                yield return new ClientConfirmAct { At = 0, By = AdministratorOf(client), Provider = provider, Client = client };
            }
        }
    }

    private static IEnumerable<Act> KeyActs()
    {
        var homes = Homes();
        foreach (var (name, by, of, scopes, ceiling) in Keys)
        {
            yield return new KeyAct { At = 0, Name = name, By = by, Of = of, Scopes = scopes.Split(' ') };
            if (ceiling != "TLP:GREEN")
            {
                yield return new KeyCeilingAct { At = 0, By = AdministratorOf(homes[by]), TargetKey = name, Ceiling = ceiling };
            }
        }
    }

    private static IEnumerable<Act> FeedActs()
    {
        var homes = Homes();
        foreach (var (name, by, kind, circle, bound) in Feeds)
        {
            yield return new FeedAct { At = 0, Name = name, By = by, Query = new FeedQuery(kind, circle) };
            if (bound is not null)
            {
                yield return new FeedBindAct { At = 0, By = AdministratorOf(homes[by]), Feed = name, Networks = ["127.0.0.0/8", "192.0.2.0/24"], Ceiling = bound };
            }
        }
    }

    private static Dictionary<string, string> Homes() => Tales.Organisations()
        .SelectMany(o => o.People.Select(p => (Person: p.Split('|')[0], Organisation: o.Key))).ToDictionary(p => p.Person, p => p.Organisation, StringComparer.Ordinal);
}
