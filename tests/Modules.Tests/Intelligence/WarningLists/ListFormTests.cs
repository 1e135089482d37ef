using System.Diagnostics;
using System.Text;
using Infohub.Intelligence.WarningLists;
using Infohub.Observables;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Modules.Tests.Intelligence.WarningLists;

/// <summary>What a list in MISP's format means, without a store.</summary>
public sealed class ListFormTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("hostname", "google.com", ObservableKind.Domain, "google.com", "google.com")]
    [InlineData("hostname", ".Google.COM.", ObservableKind.Domain, "docs.google.com", "google.com")]
    [InlineData("hostname", "*.bücher.example", ObservableKind.Domain, "a.xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("hostname", "google.com", ObservableKind.Domain, "notgoogle.com", null)]
    [InlineData("hostname", "docs.google.com", ObservableKind.Domain, "google.com", null)]
    [InlineData("hostname", "google.com", ObservableKind.Url, "https://docs.google.com:8443/a?b", "google.com")]
    [InlineData("hostname", "google.com", ObservableKind.Email, "some@mail.google.com", "google.com")]
    [InlineData("hostname", "google.com", ObservableKind.FileName, "google.com", null)]
    [InlineData("cidr", "198.51.100.0/24", ObservableKind.IPv4, "198.51.100.255", "198.51.100.0/24")]
    [InlineData("cidr", "198.51.100.7/24", ObservableKind.IPv4, "198.51.101.0", null)]
    [InlineData("cidr", "198.51.100.7", ObservableKind.IPv4, "198.51.100.7", "198.51.100.7")]
    [InlineData("cidr", "198.51.100.0/24", ObservableKind.IPv4Network, "198.51.100.64/26", "198.51.100.0/24")]
    [InlineData("cidr", "198.51.100.7", ObservableKind.IPv4Network, "198.51.0.0/16", "198.51.100.7")]
    [InlineData("cidr", "0.0.0.0/0", ObservableKind.IPv4, "203.0.113.9", "0.0.0.0/0")]
    [InlineData("cidr", "0.0.0.0/0", ObservableKind.IPv6, "2001:db8::1", null)]
    [InlineData("cidr", "2001:db8::/32", ObservableKind.IPv6, "2001:db8:ffff::1", "2001:db8::/32")]
    [InlineData("cidr", "8.8.8.8", ObservableKind.IPv6, "::ffff:8.8.8.8", "8.8.8.8")]
    [InlineData("cidr", "8.8.8.8", ObservableKind.Url, "http://8.8.8.8/a", "8.8.8.8")]
    [InlineData("cidr", "2001:db8::/32", ObservableKind.Url, "http://[2001:db8::7]:80/a", "2001:db8::/32")]
    [InlineData("string", "D41D8CD98F00B204E9800998ECF8427E", ObservableKind.Md5, "d41d8cd98f00b204e9800998ecf8427e", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("string", "google.com", ObservableKind.Domain, "docs.google.com", null)]
    [InlineData("string", "setup.exe", ObservableKind.FileName, "setup.exe", "setup.exe")]
    [InlineData("substring", "/wp-CONTENT/", ObservableKind.Url, "https://some.example/wp-content/x", "/wp-CONTENT/")]
    [InlineData("substring", "/wp-content/", ObservableKind.Url, "https://some.example/wp-contents", null)]
    [InlineData("regex", "/^ADSERV\\d+\\./i", ObservableKind.Domain, "adserv7.some.example", "/^ADSERV\\d+\\./i")]
    [InlineData("regex", "#^https?://a/b#", ObservableKind.Url, "http://a/b/c", "#^https?://a/b#")]
    [InlineData("regex", "/^ADSERV/", ObservableKind.Domain, "adserv.some.example", null)]
    [InlineData("regex", "\\.pdf$", ObservableKind.FileName, "report.pdf", "\\.pdf$")]
    public void Entries_mean_what_they_mean_in_MISP(string type, string entry, ObservableKind kind, string value, string? met)
    {
        var file = ListFile.Read(Json(type, [entry])).Value;
        var list = new WarningList("Any", KindSet.Read(file.Attributes), Matcher.Of(file.Type, file.Entries));
        Assert.Equal(met, list.EntryFor(kind, value, Hosts.Of(kind, value)));
    }

    [Fact]
    public void A_list_speaks_of_the_kinds_that_it_names_and_of_addresses_at_a_provider_only_where_it_says_so()
    {
        WarningList Of(params string[] attributes) => new("Any", KindSet.Read(attributes), Matcher.Of(ListType.Hostname, EntryText.Of(["mail.example"])));
        var host = Hosts.Of(ObservableKind.Email, "some@mail.example");
        Assert.NotNull(Of("domain", "url").EntryFor(ObservableKind.Domain, "mail.example", null));
        Assert.Null(Of("url").EntryFor(ObservableKind.Domain, "mail.example", null));
        Assert.NotNull(Of("hostname|port").EntryFor(ObservableKind.Url, "http://mail.example/", Hosts.Of(ObservableKind.Url, "http://mail.example/")));
        Assert.Null(Of("domain", "url").EntryFor(ObservableKind.Email, "some@mail.example", host));
        Assert.NotNull(Of("email-src").EntryFor(ObservableKind.Email, "some@mail.example", host));
    }

    [Theory]
    [InlineData("""{"name":"A","name":"B","version":1,"type":"string","list":["x"]}""", "warning-list-twice", "/name")]
    [InlineData("""{"name":"A","version":1,"type":"string"}""", "warning-list-property", "/list")]
    [InlineData("""{"name":"A","version":1,"type":"string","list":[]}""", "warning-list-property", "/list")]
    [InlineData("""{"name":"","version":1,"type":"string","list":["x"]}""", "warning-list-property", "/name")]
    [InlineData("""{"name":"A","version":-1,"type":"string","list":["x"]}""", "warning-list-property", "/version")]
    [InlineData("""{"name":"A","version":1,"type":"sounds","list":["x"]}""", "warning-list-property", "/type")]
    [InlineData("""{"list":["192.0.2.0/24","192.0.2.0/33"],"name":"A","version":1,"type":"cidr"}""", "warning-list-entry", "/list/1")]
    [InlineData("""{"name":"A","version":1,"type":"cidr","list":["010.0.0.1"]}""", "warning-list-entry", "/list/0")]
    [InlineData("""{"name":"A","version":1,"type":"hostname","list":["a.example","a b.example"]}""", "warning-list-entry", "/list/1")]
    [InlineData("""{"name":"A","version":1,"type":"string","list":["x",""]}""", "warning-list-entry", "/list/1")]
    [InlineData("""{"name":"A","version":1,"type":"string","list":["x","a\nb"]}""", "warning-list-entry", "/list/1")]
    [InlineData("""{"name":"A","version":1,"type":"string","list":["x",7]}""", "warning-list-entry", "/list/1")]
    [InlineData("""{"name":"A","version":1,"type":"regex","list":["/(a)\\1/"]}""", "warning-list-entry", "/list/0")]
    [InlineData("""{"name":"A","version":1,"type":"regex","list":["/a/e"]}""", "warning-list-entry", "/list/0")]
    [InlineData("""{"name":"A","version":1,"type":"regex","list":["((a{100}){100}){100}"]}""", "warning-list-entry", "/list/0")]
    [InlineData("""{"name":"A","version":1,"type":"regex","list":["a)|(b"]}""", "warning-list-entry", "/list/0")]
    [InlineData("""{"name":"A","version":1,"type":"string","matching_attributes":["ssdeep"],"list":["x"]}""", "warning-list-kinds", null)]
    [InlineData("""{"name":"A","version":1,"type":"string","matching_attributes":"md5","list":["x"]}""", "warning-list-property", "/matching_attributes")]
    [InlineData("""{"name":"A","version":1,"type":"string","list":["x"]} {}""", "warning-list-json", null)]
    [InlineData("""{"name":"A","version":1,"type":"string","list":["x",]}""", "warning-list-json", null)]
    [InlineData("""{"name":"A\ud800","version":1,"type":"string","list":["x"]}""", "warning-list-json", null)]
    [InlineData("""["x"]""", "warning-list-property", "/")]
    [InlineData("", "warning-list-json", null)]
    public void A_file_with_a_fault_is_refused_with_the_place_of_it(string json, string code, string? place)
    {
        var refusal = ListFile.Read(Encoding.UTF8.GetBytes(json)).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.True(place is null || refusal!.Args.Contains(place), refusal!.InEnglish());
    }

    [Fact]
    public void Many_patterns_are_asked_at_once_and_the_one_that_answered_is_named()
    {
        var patterns = Enumerable.Range(0, ListFile.MostPatterns).Select(n => $"/^host{n}\\.(a|b)+x # no comment\n$/x").Select(p => p.Replace("\n", "", StringComparison.Ordinal)).ToList();
        patterns[^1] = "/^LAST\\./i";
        var matcher = Matcher.Of(ListType.Regex, ListFile.Read(Json("regex", patterns)).Value.Entries);
        Assert.Equal(patterns[^1], matcher.EntryFor(ObservableKind.Domain, "last.example"));
        Assert.Equal("warning-list-entries", ListFile.Read(Json("regex", [.. patterns, "/one more/"])).Refusal!.Code);
    }

    [Theory]
    [InlineData(0, 0xabac0158050fc4dc)]
    [InlineData(7, 0xd3927d989bb11140)]
    [InlineData(8, 0x369095118d299a8e)]
    [InlineData(63, 0x9d199062b7bbb3a8)]
    public void The_hash_is_SipHash_1_3(int length, ulong hash) =>
        Assert.Equal(hash, SipHash.Of([.. Enumerable.Range(0, length).Select(n => (byte)n)], 0x0706050403020100, 0x0f0e0d0c0b0a0908));

    [Fact]
    public void Networks_are_found_as_by_looking_at_each()
    {
        var random = new Random(53);
        var networks = Enumerable.Range(0, 400).Select(_ => (Start: (uint)random.NextInt64(1L << 32), Prefix: (byte)random.Next(4, 33))).Select(n => (Start: n.Start & (uint.MaxValue << (32 - n.Prefix)), n.Prefix)).ToList();
        var set = new RangeSet<uint>([.. networks]);
        for (var i = 0; i < 20_000; i++)
        {
            var prefix = (byte)(i % 2 == 0 ? 32 : random.Next(8, 33));
            var start = (uint)random.NextInt64(1L << 32) & (uint.MaxValue << (32 - prefix));
            bool Covers((uint Start, byte Prefix) wide, (uint Start, byte Prefix) narrow) => wide.Prefix <= narrow.Prefix && ((wide.Start ^ narrow.Start) >> (32 - wide.Prefix)) == 0;
            var met = set.Meets(start, prefix);
            Assert.Equal(networks.Exists(n => Covers(n, (start, prefix)) || Covers((start, prefix), n)), met is not null);
            Assert.True(met is not { } found || Covers(found, (start, prefix)) || Covers((start, prefix), found));
        }
    }

    [Fact]
    public void A_hub_with_made_up_people_takes_no_example_for_harmless_and_any_other_hub_does()
    {
        var off = new Dictionary<string, bool>(StringComparer.Ordinal);
        BuiltInLists Of(bool demo) => new(new HubPlaces("", new StoreAddress(Engine.Sqlite, "x"), demo) { Site = "https://hub.bank.hk" });
        bool Holds(bool demo, ObservableKind kind, string value) => Of(demo).On(off).Any(l => l.EntryFor(kind, value, Hosts.Of(kind, value)) is not null);
        foreach (var (kind, value) in ((ObservableKind, string)[])[(ObservableKind.IPv4, "198.51.100.7"), (ObservableKind.IPv6, "2001:db8::1"), (ObservableKind.Domain, "evil.example"), (ObservableKind.Url, "http://lure.test/")])
        {
            Assert.False(Holds(true, kind, value));
            Assert.True(Holds(false, kind, value), value);
        }

        foreach (var (kind, value) in ((ObservableKind, string)[])[
            (ObservableKind.IPv4, "10.1.2.3"), (ObservableKind.IPv4, "8.8.8.8"), (ObservableKind.IPv6, "fe80::1"), (ObservableKind.Domain, "printer.local"), (ObservableKind.Domain, "dns.google"),
            (ObservableKind.Md5, "d41d8cd98f00b204e9800998ecf8427e"), (ObservableKind.Domain, "hub.bank.hk"), (ObservableKind.Url, "https://hub.bank.hk/items/1")])
        {
            Assert.True(Holds(true, kind, value), value);
        }

        Assert.False(Holds(false, ObservableKind.Domain, "bank.hk"));
        Assert.False(Holds(false, ObservableKind.IPv4, "8.8.8.9"));
        Assert.Equal(Of(true).All.Count, Of(true).All.Select(b => b.Uid).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Of(true).All, b => Assert.All(b.Entries, e => Assert.NotNull(EntryForm.Of(b.Type, e))));
        Assert.Empty(new BuiltInLists(new HubPlaces("", new StoreAddress(Engine.Sqlite, "x"), true)).All.Single(b => b.Uid == "built-in-own-host").Entries);
    }

    [Theory]
    [InlineData("hostname")]
    [InlineData("cidr")]
    [InlineData("string")]
    public void A_million_entries_are_read_held_and_asked_in_little_time_and_memory(string type)
    {
        static string Entry(string type, int n) => type switch
        {
            "cidr" => $"{11 + (n >> 16 & 127)}.{n >> 8 & 255}.{n & 255}.{n % 7 * 16}/28",
            "string" => $"{n * 2654435761L:x16}{n:x16}",
            _ => $"name-{n * 7919}.some{n % 977}.example",
        };
        var json = Json(type, [.. Enumerable.Range(0, ListFile.MostEntries).Select(n => Entry(type, n))]);
        var clock = Stopwatch.StartNew();
        var file = ListFile.Read(json).Value;
        var read = clock.Elapsed;
        clock.Restart();
        var matcher = Matcher.Of(file.Type, file.Entries);
        var built = clock.Elapsed;
        var kind = type switch { "cidr" => ObservableKind.IPv4, "string" => ObservableKind.Md5, _ => ObservableKind.Domain };
        var asked = Enumerable.Range(0, 200_000).Select(n => type == "cidr" ? Entry(type, n * 5).Split('/')[0] : n % 2 == 0 && type == "hostname" ? "www." + Entry(type, n * 5) : Entry(type, (n % 2 * ListFile.MostEntries) + (n * 5))).ToArray();
        // The best of many short rounds, each of other values: the machine does other things too.
        var (hits, each) = (0, double.MaxValue);
        foreach (var some in asked.Chunk(10_000))
        {
            clock.Restart();
            foreach (var value in some)
            {
                hits += matcher.EntryFor(kind, value) is null ? 0 : 1;
            }

            each = Math.Min(each, clock.Elapsed.TotalNanoseconds / some.Length);
        }

        output.WriteLine($"{type}: file {json.Length / 1e6:N1} MB, read {read.TotalMilliseconds:N0} ms, built {built.TotalMilliseconds:N0} ms, {(double)matcher.Bytes / ListFile.MostEntries:N1} bytes an entry, {each:N0} ns a look-up, {hits} hits");
        Assert.InRange(hits, asked.Length * 2 / 5, asked.Length);
        Assert.InRange(matcher.Bytes, 1, 10L * ListFile.MostEntries);
        Assert.InRange(each, 0, 20_000);
    }

    internal static byte[] Json(string type, IReadOnlyList<string> list, string name = "Any", long version = 1) =>
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { name, version, description = "A list of the tests", type, list });
}
