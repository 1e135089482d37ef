using Infohub.Observables;

namespace Infohub.Libs.Tests.Observables;

public sealed class MaskingTests
{
    [Theory]
    [InlineData(ObservableKind.Url, "https://evil.example/path.php", "hxxps://evil[.]example/path.php")]
    [InlineData(ObservableKind.IPv4, "203.0.113.5", "203[.]0[.]113[.]5")]
    [InlineData(ObservableKind.IPv4Network, "198.51.100.0/24", "198[.]51[.]100[.]0/24")]
    [InlineData(ObservableKind.Email, "user@evil.example", "user[@]evil[.]example")]
    [InlineData(ObservableKind.IPv6, "2001:db8::1", "2001[:]db8::1")]
    [InlineData(ObservableKind.IPv6, "::1", "[:]:1")]
    [InlineData(ObservableKind.IPv6Network, "2001:db8::/32", "2001[:]db8::/32")]
    [InlineData(ObservableKind.Url, "http://[2001:db8::1]:8080/", "hxxp://[2001[:]db8::1]:8080/")]
    [InlineData(ObservableKind.FileName, "invoice.pdf", "invoice.pdf")]
    public void A_true_value_is_masked_for_people(ObservableKind kind, string value, string masked)
    {
        Assert.Equal(masked, Masking.Mask(value, kind));
        Assert.Equal(masked, Masking.Mask(masked, kind));
        Assert.Equal(masked, Masking.MaskText(value));
        Assert.Equal(value, Masking.Unmask(masked));
    }

    [Fact]
    public void Running_text_is_masked_and_nothing_else_in_it_changes()
    {
        const string Live = "惡意網站evil.example。見 HTTP://a.b.example/x.y?z=1, e.g. from u.v@evil.example (::1) at 10:30.";
        const string Masked = "惡意網站evil[.]example。見 HXXP://a[.]b[.]example/x.y?z=1, e.g. from u.v[@]evil[.]example ([:]:1) at 10:30.";
        Assert.Equal(Masked, Masking.MaskText(Live));
        Assert.Equal(Live, Masking.Unmask(Masked));
    }

    [Theory]
    [InlineData("https://evil。com/x", "hxxps://evil[。]com/x", "https://evil.com/x")]
    [InlineData("見http://www．evil｡org:8080/a。", "見hxxp://www[．]evil[｡]org:8080/a。", "http://www.evil.org:8080/a")]
    [InlineData("http://例子。test/x", "hxxp://例子[。]test/x", "http://xn--fsqu00a.test/x")]
    [InlineData("https://evil。香港/x", "hxxps://evil[。]香港/x", "https://evil.xn--j6w193g/x")]
    [InlineData("請看evil．com，", "請看evil[．]com，", "evil.com")]
    [InlineData("evil｡com", "evil[｡]com", "evil.com")]
    [InlineData("www。evil。co。uk", "www[。]evil[。]co[。]uk", "www.evil.co.uk")]
    [InlineData("example.com。hk", "example[.]com[。]hk", "example.com.hk")]
    [InlineData("a@evil。com", "a[@]evil[。]com", "a@evil.com")]
    [InlineData("a@mail。evil。com。", "a[@]mail[。]evil[。]com。", "a@mail.evil.com")]
    [InlineData("ｅｖｉｌ．ｃｏｍ", "ｅｖｉｌ[．]ｃｏｍ", "evil.com")]
    [InlineData("https://Ｅvil.cｏm/x", "hxxps://Ｅvil[.]cｏm/x", "https://evil.com/x")]
    [InlineData("http://2130706433/x", "hxxp://2130706433/x", "http://127.0.0.1/x")]
    [InlineData("http://0x7f000001/x", "hxxp://0x7f000001/x", "http://127.0.0.1/x")]
    [InlineData("HTTP://0X7F.1:80/x", "HXXP://0X7F[.]1:80/x", "http://127.0.0.1:80/x")]
    [InlineData("ftp://u:p@0177.0.0.01/", "fxp://u:p@0177[.]0[.]0[.]01/", "ftp://u:p@127.0.0.1/")]
    [InlineData("http://1。2。3。4/x", "hxxp://1[。]2[。]3[。]4/x", "http://1.2.3.4/x")]
    [InlineData("http://１．２.3.4/x", "hxxp://１[．]２[.]3[.]4/x", "http://1.2.3.4/x")]
    public void A_host_that_only_a_browser_reads_is_masked_too(string live, string masked, string value)
    {
        Assert.Equal(masked, Masking.MaskText(live));
        Assert.Equal(masked, Masking.MaskText(masked));
        Assert.Equal(live, Masking.Unmask(masked));
        Assert.Equal(value, Assert.Single(Extractor.Find(live)).Value);
        Assert.Equal(value, Assert.Single(Extractor.Find(masked)).Value);
        Assert.Empty(LiveLinks.Find(masked));
    }

    [Theory]
    [InlineData("請看 example.com。下一句", "請看 example[.]com。下一句")]
    [InlineData("請看 http://example.com。下一句", "請看 hxxp://example[.]com。下一句")]
    [InlineData("請看 http://example.com。香港警方表示", "請看 hxxp://example[.]com。香港警方表示")]
    [InlineData("請看 example.com。Then，In 2026", "請看 example[.]com。Then，In 2026")]
    [InlineData("請看 Example.com。In 2026", "請看 Example[.]com。In 2026")]
    [InlineData("請看 example.com。www.example.org", "請看 example[.]com。www[.]example[.]org")]
    [InlineData("寄 a@example.com。Next", "寄 a[@]example[.]com。Next")]
    [InlineData("來源ＩＰ203.0.113.5。第１．２節，ＭＤ５", "來源ＩＰ203[.]0[.]113[.]5。第１．２節，ＭＤ５")]
    [InlineData("已更新至 v2。Windows 11。Office。見 3．5 節；答案：A．B", "已更新至 v2。Windows 11。Office。見 3．5 節；答案：A．B")]
    [InlineData("evil.comＡ，http://evil.comＡ", "evil[.]comＡ，hxxp://evil[.]comＡ")]
    [InlineData("ldap://2130706433/ http://256.1.1.1/ http://1.2.3.4.5/ http://4294967296/ http://0xzz/", "ldap://2130706433/ http://256.1.1.1/ http://1.2.3.4.5/ http://4294967296/ http://0xzz/")]
    [InlineData("句子[。]完", "句子[。]完")]
    public void The_full_stop_of_a_sentence_is_no_dot(string text, string masked)
    {
        Assert.Equal(masked, Masking.MaskText(text));
        Assert.Equal(text, Masking.Unmask(masked));
    }

    [Theory]
    [InlineData("http://1。2。3。4。l。vl。test")]
    [InlineData("1。2。3。4｡l。l。com")]
    [InlineData("a[。]b[。]c[。]d[。]e。f。com")]
    [InlineData("http://1。2。3。4．1｡l。mＰ")]
    [InlineData("1。2。3。4-7[.]l[｡]m.test")]
    [InlineData("1.2.3.4-7.evil.test")]
    [InlineData("1.2.3.4-.7．l.example")]
    [InlineData("1.2.3.4-ｌl．test")]
    [InlineData("3.0.3.5-5[.]ser@l.example")]
    [InlineData("3[.]0[.]3[.]5-[dot]ser[@]l[.]ow")]
    [InlineData("203.0.113.1-203.0.113.9")]
    [InlineData("l.example_。L.EXAMPLE")]
    public void A_masked_name_reaches_as_far_as_the_live_one(string text)
    {
        var masked = Masking.MaskText(text);
        Assert.Equal(masked, Masking.MaskText(masked));
        Assert.Equal(Values(text), Values(masked));
        Assert.NotEmpty(Values(text));

        static IEnumerable<string> Values(string text) => Extractor.Find(text).Select(finding => finding.Value);
    }

    [Fact]
    public void Full_stops_in_a_row_cost_time_in_line_with_the_length()
    {
        foreach (var piece in (string[])["a。", "1．", "http://a。", "a@b。", "ａ．", "example.com。a。"])
        {
            var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Masking.MaskText(text);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{piece}: {watch.Elapsed}");
        }
    }

    [Fact]
    public void The_last_at_sign_is_the_one_before_the_domain() =>
        Assert.Equal("a@b[@]evil[.]example", Masking.Mask("a@b@evil.example", ObservableKind.Email));

    [Fact]
    public void A_host_that_its_author_masked_is_left_as_it_is() =>
        Assert.Equal("hxxps://www.evil[.]example/ hxxp://evil[.]example", Masking.MaskText("https://www.evil[.]example/ hxxp://evil.example"));

    [Theory]
    [InlineData("user@evil[.]example", "user[@]evil[.]example")]
    [InlineData("user(at)evil.example", "user(at)evil[.]example")]
    [InlineData("http://evil[.]example/", "hxxp://evil[.]example/")]
    [InlineData("ftps://evil.example/", "fxps://evil[.]example/")]
    [InlineData("fTpS://evil.example/", "fXpS://evil[.]example/")]
    [InlineData("hTtP://evil.example/", "hXxP://evil[.]example/")]
    [InlineData("htTps://evil.example/", "hxXps://evil[.]example/")]
    public void What_is_still_live_of_a_value_is_masked_in_its_own_case(string text, string masked) => Assert.Equal(masked, Masking.MaskText(text));

    [Theory]
    [InlineData("hxxp://evil[.]example/a(dot)b{.}c[.]d", "http://evil.example/a(dot)b{.}c.d")]
    [InlineData("hxxp[:]//evil[.]example/", "http://evil.example/")]
    [InlineData(@"hxxp:\/\/evil[.]example\/a", @"http:\/\/evil.example\/a")]
    [InlineData("meow://evil(dot)example/ h[tt]ps://evil{.}example", "http://evil.example/ https://evil.example")]
    [InlineData("user(at)evil[dot]example", "user@evil.example")]
    [InlineData("2001[:]db8::1 and 203(.)0[.]113[.]5", "2001:db8::1 and 203.0.113.5")]
    [InlineData("evil[。]example", "evil。example")]
    [InlineData("invoice[1].pdf", "invoice[1].pdf")]
    [InlineData("payload[.]exe", "payload[.]exe")]
    public void Every_masked_sign_of_a_value_is_made_live_and_the_brackets_of_a_path_stay(string masked, string live) => Assert.Equal(live, Masking.Unmask(masked));

    [Theory]
    [InlineData("no address")]
    [InlineData("")]
    public void A_value_without_its_sign_is_left_as_it_is(string value)
    {
        Assert.Equal(value, Masking.Mask(value, ObservableKind.Email));
        Assert.Equal(value, Masking.Mask(value, ObservableKind.IPv6));
    }

    [Fact]
    public void An_address_without_a_name_is_masked_too() => Assert.Equal("[@]evil[.]example", Masking.Mask("@evil.example", ObservableKind.Email));

    [Fact]
    public void Nothing_is_no_text()
    {
        Assert.Throws<ArgumentNullException>(() => Masking.MaskText(null!));
        Assert.Throws<ArgumentNullException>(() => Masking.Unmask(null!));
    }
}
