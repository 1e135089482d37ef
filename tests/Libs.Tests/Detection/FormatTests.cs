using Infohub.Detection;
using Infohub.Observables;

namespace Infohub.Libs.Tests.Detection;

/// <summary>Each format, letter by letter.</summary>
public sealed class FormatTests
{
    private static readonly SheetHead Head = new("TLP:AMBER", new DateTimeOffset(2026, 4, 1, 8, 0, 0, TimeSpan.Zero), "Infohub ABCDE", "As is.");

    private static readonly Indicator[] All =
    [
        Of(ObservableKind.Domain, "evil.example", 1) with { Score = 90, Title = "A \"loader\"; its names | C:\\ 網絡釣魚", Address = "https://hub.example/items/ABCDE-FGHJK" },
        Of(ObservableKind.Url, "http://evil.example:8080/a;b?c=\"d|e\\f\"#g", 2) with { Score = 60 },
        Of(ObservableKind.Url, "https://lure.example/login", 3) with { Score = 30 },
        Of(ObservableKind.Url, "https://198.51.100.9/", 4) with { Score = 0 },
        Of(ObservableKind.Url, "ftp://files.example/x", 5),
        Of(ObservableKind.IPv4, "203.0.113.5", 6),
        Of(ObservableKind.IPv6, "2001:db8::1", 7),
        Of(ObservableKind.IPv4Network, "198.51.100.0/24", 8),
        Of(ObservableKind.IPv6Network, "2001:db8:7::/48", 9),
        Of(ObservableKind.Email, "some.body@evil.example", 10),
        Of(ObservableKind.Md5, "9e107d9d372bb6826bd81d3542a419d6", 11),
        Of(ObservableKind.Sha256, "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592", 12) with { Revision = 7 },
        Of(ObservableKind.FileName, "=cmd.exe", 13),
        Of(ObservableKind.Cve, "CVE-2021-44228", 14),
    ];

    [Fact]
    public void A_plain_list_is_bare_values_with_a_head_only_where_one_is_asked_for()
    {
        Assert.Equal("203.0.113.5\n", Text(to => PlainList.Write(to, All, ObservableKind.IPv4), 1));
        Assert.Equal("# TLP:AMBER\n# Expires 2026-04-01T08:00:00Z\n# Source: Infohub ABCDE\n# As is.\nevil.example\n", Text(to => PlainList.Write(to, All, ObservableKind.Domain, Head), 1));
        Assert.Equal(14, Text(to => PlainList.Write(to, All), 14).Count(c => c == '\n'));
    }

    [Fact]
    public void A_hosts_file_has_names_only() =>
        Assert.Equal("# TLP:AMBER\n0.0.0.0 evil.example\n", Text(to => HostsFile.Write(to, All, new SheetHead("TLP:AMBER")), 1));

    [Fact]
    public void A_sheet_is_quoted_where_needed_and_guarded_against_formulas_for_people()
    {
        var few = All.Where(i => i.Kind is ObservableKind.FileName or ObservableKind.Domain).ToList();
        const string Heads = "value,kind,score,title,item,tlp,expires\r\n";
        const string Name = "evil.example,Domain,90,\"A \"\"loader\"\"; its names | C:\\ 網絡釣魚\",https://hub.example/items/ABCDE-FGHJK,TLP:GREEN,2026-04-01T08:00:00Z\r\n";
        Assert.Equal(Heads + Name + "'=cmd.exe,FileName,,Title 13,,TLP:GREEN,2026-04-01T08:00:00Z\r\n", Text(to => CsvSheet.Write(to, few, Head), 2));
        Assert.EndsWith("\r\n=cmd.exe,FileName,,Title 13,,TLP:GREEN,\r\n", Text(to => CsvSheet.Write(to, few, null, new CsvOptions { GuardFormulas = false }), 2), StringComparison.Ordinal);
        Assert.Equal("a,b\r\n\"1\",\"'+2\"\r\n", Text(to => CsvSheet.Write(to, ["a", "b"], [["1", "+2"]], new CsvOptions { QuoteAll = true }), 1));
    }

    [Fact]
    public void Suricata_gets_a_rule_for_each_way_in_which_a_value_shows()
    {
        const string Expected =
            """
            # TLP:AMBER
            # Expires 2026-04-01T08:00:00Z
            # Source: Infohub ABCDE
            # As is.
            alert dns $HOME_NET any -> any any (msg:"TLP:GREEN A 'loader', its names / C:/ 網絡釣魚"; dns.query; dotprefix; content:".evil.example"; nocase; endswith; reference:url,hub.example/items/ABCDE-FGHJK; classtype:trojan-activity; sid:1000000004; rev:1; priority:1;)
            alert tls $HOME_NET any -> $EXTERNAL_NET any (msg:"TLP:GREEN A 'loader', its names / C:/ 網絡釣魚"; flow:established,to_server; tls.sni; dotprefix; content:".evil.example"; nocase; endswith; reference:url,hub.example/items/ABCDE-FGHJK; classtype:trojan-activity; sid:1000000005; rev:1; priority:1;)
            alert http $HOME_NET any -> $EXTERNAL_NET any (msg:"TLP:GREEN A 'loader', its names / C:/ 網絡釣魚"; flow:established,to_server; http.host; dotprefix; content:".evil.example"; endswith; reference:url,hub.example/items/ABCDE-FGHJK; classtype:trojan-activity; sid:1000000006; rev:1; priority:1;)
            alert http $HOME_NET any -> $EXTERNAL_NET 8080 (msg:"TLP:GREEN Title 2"; flow:established,to_server; http.host; content:"evil.example"; startswith; endswith; http.uri.raw; content:"/a|3b|b?c=|22|d|7c|e|5c|f|22|"; startswith; classtype:trojan-activity; sid:1000000008; rev:1; priority:2;)
            alert tls $HOME_NET any -> $EXTERNAL_NET any (msg:"TLP:GREEN Title 3"; flow:established,to_server; tls.sni; content:"lure.example"; nocase; startswith; endswith; classtype:trojan-activity; sid:1000000012; rev:1; priority:3;)
            alert tcp $HOME_NET any -> 198.51.100.9 443 (msg:"TLP:GREEN Title 4"; flow:to_server; classtype:trojan-activity; sid:1000000016; rev:1; priority:4;)
            alert ip $HOME_NET any <> 203.0.113.5 any (msg:"TLP:GREEN Title 6"; classtype:trojan-activity; sid:1000000024; rev:1; priority:2;)
            alert ip $HOME_NET any <> 2001:db8::1 any (msg:"TLP:GREEN Title 7"; classtype:trojan-activity; sid:1000000028; rev:1; priority:2;)
            alert ip $HOME_NET any <> 198.51.100.0/24 any (msg:"TLP:GREEN Title 8"; classtype:trojan-activity; sid:1000000032; rev:1; priority:2;)
            alert ip $HOME_NET any <> 2001:db8:7::/48 any (msg:"TLP:GREEN Title 9"; classtype:trojan-activity; sid:1000000036; rev:1; priority:2;)
            alert smtp any any -> $SMTP_SERVERS any (msg:"TLP:GREEN Title 10"; flow:established,to_server; content:"MAIL FROM|3a|"; nocase; content:"<some.body@evil.example>"; nocase; distance:0; within:30; classtype:trojan-activity; sid:1000000040; rev:1; priority:2;)
            alert http any any -> any any (msg:"A file of which the MD5 is listed"; filemd5:infohub-md5.lst; classtype:trojan-activity; sid:2146999996; rev:1; priority:2;)
            alert http any any -> any any (msg:"A file of which the SHA256 is listed"; filesha256:infohub-sha256.lst; classtype:trojan-activity; sid:2146999998; rev:7; priority:2;)

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Text(to => SuricataRules.Write(to, All, Head), 11));
    }

    [Fact]
    public void A_rule_keeps_its_number_whatever_else_is_in_the_file_and_no_two_have_the_same()
    {
        static List<(string Value, string Sid)> Sids(IEnumerable<Indicator> some) =>
            [.. Text(to => SuricataRules.Write(to, some), null).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => (l.Split('"')[1], l.Split("sid:")[1].Split(';')[0]))];
        var many = Enumerable.Range(0, 2000).Select(n => Of(ObservableKind.IPv4, $"198.51.{n / 250}.{n % 250}", (ulong)n * 0x9E3779B97F4A7C15)).ToList();
        var whole = Sids(many);
        Assert.Equal(2000, whole.Select(s => s.Sid).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(whole.Skip(700), Sids(many.Skip(700)));
        Assert.Equal(whole.Order(), Sids(many.AsEnumerable().Reverse()).Order());
        // Two of one number do not get one rule's number.
        Assert.Equal(["1000000020", "1000000024"], Sids([Of(ObservableKind.IPv4, "198.51.100.1", 5), Of(ObservableKind.IPv4, "198.51.100.2", 5)]).Select(s => s.Sid));
        Assert.All(whole, s => Assert.InRange(uint.Parse(s.Sid, System.Globalization.CultureInfo.InvariantCulture), 1_000_000_000u, (uint)int.MaxValue));
    }

    [Fact]
    public void No_text_of_people_leaves_its_place_in_a_rule_or_a_line()
    {
        var nasty = Of(ObservableKind.Domain, "evil.example", 1) with { Title = "x\"; sid:1;)\nalert tcp any any -> any any (msg:\"y\u2028\t|00|\\", Address = "https://hub.example/\";sid:2" };
        var rules = Text(to => SuricataRules.Write(to, [nasty]), 1);
        Assert.Equal(3, rules.Count(c => c == '\n'));
        Assert.All(rules.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.Equal(4, l.Count(c => c == '"')));
        Assert.DoesNotContain("reference", rules, StringComparison.Ordinal);
        var zeek = Text(to => ZeekIntel.Write(to, [nasty], new SheetHead("TLP:GREEN\nevil")), 1);
        Assert.Equal(3, zeek.Count(c => c == '\n'));
        Assert.All(zeek.Split('\n').Where(l => l.StartsWith("evil", StringComparison.Ordinal)), l => Assert.Equal(6, l.Count(c => c == '\t')));
        Assert.Empty(Text(to => HostsFile.Write(to, [Of(ObservableKind.Url, "http://a/", 1)]), 0));
    }

    [Fact]
    public void A_link_is_looked_for_as_it_is_sent()
    {
        string Rule(string url) => Text(to => SuricataRules.Write(to, [Of(ObservableKind.Url, url, 1)]), 1);
        Assert.Contains("content:\"/%E9%87%A3?a=%E9%AD%9A\"; startswith;", Rule("http://evil.example/釣?a=魚"), StringComparison.Ordinal);
        Assert.Contains("content:\"/?q\"; startswith;", Rule("http://evil.example?q#part"), StringComparison.Ordinal);
        Assert.DoesNotContain("http.uri", Rule("http://evil.example/"), StringComparison.Ordinal);
        Assert.Contains("http.host; content:\"[2001|3a|db8|3a 3a|1]\"; startswith; endswith;", Rule("http://[2001:db8::1]/a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_is_of_one_kind_and_strings_in_it_are_base64()
    {
        Assert.Equal("ZXZpbC5leGFtcGxl\n", Text(to => SuricataDataset.Write(to, All, ObservableKind.Domain), 1));
        Assert.Equal("9e107d9d372bb6826bd81d3542a419d6\n", Text(to => SuricataDataset.Write(to, All, ObservableKind.Md5), 1));
        Assert.Equal(("string", "sha256", null), (SuricataDataset.TypeOf(ObservableKind.Url), SuricataDataset.TypeOf(ObservableKind.Sha256), SuricataDataset.TypeOf(ObservableKind.Cve)));
    }

    [Fact]
    public void Zeek_gets_its_types_and_links_without_a_scheme()
    {
        const string Expected =
            """
            #fields	indicator	indicator_type	meta.source	meta.desc	meta.url	meta.do_notice	meta.if_in
            # TLP:AMBER
            # Expires 2026-04-01T08:00:00Z
            # Source: Infohub ABCDE
            # As is.
            evil.example	Intel::DOMAIN	Infohub ABCDE	TLP:GREEN A "loader"; its names | C:\x5c 網絡釣魚	https://hub.example/items/ABCDE-FGHJK	T	-
            lure.example/login	Intel::URL	Infohub ABCDE	TLP:GREEN Title 3	-	T	-
            203.0.113.5	Intel::ADDR	Infohub ABCDE	TLP:GREEN Title 6	-	T	-
            2001:db8:7::/48	Intel::SUBNET	Infohub ABCDE	TLP:GREEN Title 9	-	T	-
            some.body@evil.example	Intel::EMAIL	Infohub ABCDE	TLP:GREEN Title 10	-	T	-
            9e107d9d372bb6826bd81d3542a419d6	Intel::FILE_HASH	Infohub ABCDE	TLP:GREEN Title 11	-	T	-
            =cmd.exe	Intel::FILE_NAME	Infohub ABCDE	TLP:GREEN Title 13	-	T	-

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Text(to => ZeekIntel.Write(to, [All[0], All[2], All[5], All[8], All[9], All[10], All[12], All[13]], Head), 7));
    }

    [Fact]
    public void An_expired_or_empty_list_says_nothing_that_a_program_would_act_on()
    {
        Assert.Equal("", Text(to => PlainList.Write(to, []), 0));
        Assert.Equal("# As is.\n", Text(to => SuricataRules.Write(to, [], new SheetHead("", null, "", "As is.")), 0));
    }

    internal static Indicator Of(ObservableKind kind, string value, ulong number) => new(kind, value) { Number = number, Title = "Title " + number, Label = "TLP:GREEN" };

    /// <param name="write">Writes it.</param>
    /// <param name="count">How many values it says it wrote; null for any.</param>
    internal static string Text(Func<TextWriter, int> write, int? count)
    {
        using var to = new StringWriter();
        var written = write(to);
        Assert.Equal(count ?? written, written);
        return to.ToString();
    }
}
