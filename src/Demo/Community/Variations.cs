namespace Infohub.Demo.Community;

/// <summary>Items from tables: vulnerabilities that come back, campaigns over weeks, lists that appear every few days.</summary>
internal static class Variations
{
    private static readonly string[] Anybody =
    [
        "samuel.okafor", "yvonne.tai", "kf.leung", "ivan.petrov", "peter.lai", "dennis.to", "tiffany.luk", "calvin.so", "winnie.shek", "katherine.ying", "marcus.bell", "owen.clarke",
        "lydia.shum", "judith.kwong", "hugh.mcrae", "arjun.mehta",
    ];

    private static readonly string[] AnybodyZh = ["ho-yin.chan", "wing-sze.fung", "yuet-ming.siu", "kai-ming.yu", "man-kit.yuen", "betty.chu", "wai-yee.lui", "sau-ling.kan", "mei-yee.tin"];

    private static readonly (string Who, string Label, string Audience)[] Voices =
    [
        ("p.yeung", "TLP:CLEAR", "public"), ("anita.desouza", "TLP:GREEN", "community"), ("david.amoah", "TLP:GREEN", "community"), ("ka-yan.wong", "TLP:CLEAR", "public"),
        ("katherine.ying", "TLP:GREEN", "circle:small-firms"), ("rajiv.anand", "TLP:GREEN", "community"), ("sandeep.iyer", "TLP:AMBER", "circle:sector:finance"),
        ("marcus.bell", "TLP:AMBER", "circle:sector:government"), ("owen.clarke", "TLP:GREEN", "circle:sector:technology"), ("gareth.lloyd", "TLP:GREEN", "circle:sector:telecommunications"),
    ];

    public static IEnumerable<Tale> Vulnerabilities() => Tales.Vulnerabilities().Select((v, n) =>
    {
        var (who, label, audience) = Voices[n % Voices.Length];
        var title = (n % 4) switch
        {
            0 => $"{v.Product}: {v.Flaw} ({v.Cve}), still found here",
            1 => $"{v.Cve} in {v.Product}: {v.Flaw}",
            2 => $"Look once more: {v.Product}, {v.Cve}",
            _ => $"{v.Product} again: {v.Flaw}",
        };
        var body = (n % 3) switch
        {
            0 => $"{v.What}\n\n**Check**: {v.Check}\n\n**Do**: {v.Remedy}\n\nOur scan of the city's addresses on {{d-2}} found {{num:3-70}} of these, {{num:1-3}} of them not updated. Owners have a letter. ATT&CK {v.Technique}.",
            1 => $"We answered {{num:2-6}} questions about {v.Cve} this month, so here is the short form ({v.Technique}).\n\n1. {v.Check}\n2. {v.Remedy}\n\nBackground: {v.What}",
            _ => $"Found at a member who agreed to have it told: {v.Product}, {v.Flaw}. {v.What}\n\n- How to see it: {v.Check}\n- What to do: {v.Remedy}\n\nIt took {{num:2-9}} hours from the finding to the end of the work. ATT&CK {v.Technique}.",
        };
        var name = "v-" + v.Cve;
        return new Tale(name, n % 5 == 4 ? "best-practice" : "early-warning", label, audience, title, body, 57 - (n * 1.28), who)
        {
            References = [$"https://nvd.nist.gov/vuln/detail/{v.Cve}"],
            Comments = audience is "community" or "public" ? Chatter.Under(name, "en", who, Anybody) : [],
        };
    });

    public static IEnumerable<Tale> Campaigns() =>
        from c in Tales.Campaigns()
        from n in Enumerable.Range(0, c.Notes.Count)
        let who = c.By[n % c.By.Count]
        let name = $"c-{c.Key}-{n + 1}"
        select new Tale(name, CampaignKind(n), c.Label, c.Audience, c.Notes[n][0], CampaignBody(c, n), c.StartsDaysAgo - (n * c.StartsDaysAgo / (c.Notes.Count + 0.4)), who)
        {
            Language = c.Language,
            Pap = c.Label == "TLP:GREEN" ? "PAP:GREEN" : "PAP:AMBER",
            Attribution = n % 4 == 3 ? "organisation" : "named",
            Comments = Chatter.Under(name, c.Language, who, c.Audience == "community" && c.Language == "en" ? Anybody : c.By),
        };

    public static IEnumerable<Tale> Series() =>
        from s in Tales.Series()
        from n in Enumerable.Range(0, s.Issues)
        let name = $"s-{s.Name}-{n + 1}"
        select new Tale(name, s.Kind, s.Label, s.Audience, s.Titles[n % s.Titles.Count], SeriesBody(s, n), 0.6 + ((s.Issues - 1 - n) * s.EveryDays) + (Chance.Number(10, name) / 10.0), s.By)
        {
            Key = s.Key,
            Language = s.Language,
            Attribution = s.Key is null ? "named" : "organisation",
            Pap = s.Label == "TLP:AMBER" ? "PAP:AMBER" : "PAP:GREEN",
            Expiry = s.Expiry,
            File = s.Values > 0 && n % 4 == 2 ? [$"{s.Name}-{n + 1}.csv", "csv"] : null,
            Comments = s.Audience is "community" or "public" ? Chatter.Under(name, s.Language, s.By, s.Language == "en" ? Anybody : AnybodyZh) : [],
        };

    private static string CampaignKind(int n) => (n % 6) switch
    {
        0 or 5 => "early-warning",
        1 or 3 => "indicators",
        2 => "incident-summary",
        _ => "best-practice",
    };

    private static string CampaignBody(CampaignTale c, int n)
    {
        var chinese = c.Language.StartsWith("zh", StringComparison.Ordinal);
        var list = CampaignKind(n) == "indicators" ? $"\n\n{{{(c.Key is "vpn" or "locker" or "plc" ? "addresses" : "names")}:{4 + (n % 3)}}}" : "";
        var end = (chinese, (n + c.Key.Length) % 5) switch
        {
            (true, 0) => "\n\n有補充請在下面留言。",
            (true, 1) => "\n\n{d-1}起在本機構見到{num:2-9}宗。",
            (true, 3) => $"\n\n技術編號：{c.Technique}",
            (false, 0) => "\n\nSeen at {num:2-7} of our systems since {d-2}. Nothing was lost.",
            (false, 1) => $"\n\nTechnique: {c.Technique}. Tell us below if you see the same.",
            (false, 2) => "\n\nFirst sight here: {d-1}, {num:8-22}:{num:10-59}.",
            (false, 3) => "\n\nWe add what you send and say who sent it.",
            _ => "",
        };
        return c.Notes[n][1] + list + end;
    }

    private static string SeriesBody(SeriesTale s, int n)
    {
        var list = s.Values == 0 ? "" : $"\n\n{{{s.Of}:{Math.Max(3, s.Values - 2 + Chance.Number(5, s.Name, n))}}}";
        var note = s.Notes[(n + (n / s.Notes.Count)) % s.Notes.Count];
        return s.Intros[(n + (n / s.Intros.Count)) % s.Intros.Count] + list + "\n\n" + note;
    }
}
