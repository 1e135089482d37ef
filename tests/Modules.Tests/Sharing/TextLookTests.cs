using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>What is pointed out in a text, and what it speaks for.</summary>
public sealed class TextLookTests
{
    [Theory]
    [InlineData("Phishing against payroll, sign-in page https://evil.example/a/b and 44d88612fea8a8f36de82e1278abb02f", "Phishing against payroll")]
    [InlineData("Payroll is phished. The page is evil.example", "Payroll is phished")]
    [InlineData("Who else saw this today?", "Who else saw this today?")]
    [InlineData("Version 2.0 of CVE-2023-28771 comes at 12:30 in waves", "Version 2.0 of CVE-2023-28771 comes at 12:30 in waves")]
    [InlineData("evil.example sends parcels", "")]
    [InlineData("假冒速遞公司的短訊，連結轉往 evil.example", "假冒速遞公司的短訊")]
    [InlineData("From: a@example.org\nSubject: Invoice overdue: see https://evil.example\n\nPay now", "Invoice overdue")]
    public void A_title_is_suggested_up_to_where_values_begin(string body, string title) => Assert.Equal(title, FirstLine.Of(body));

    [Fact]
    public void Values_stand_by_kind_with_codes_last_and_keep_their_boxes()
    {
        var look = TextLook.Of(Of("CVE-2024-3400 at 203.0.113.4, https://bad.example/x and 203.0.113.4 again, T1557"), ["IPv4|203.0.113.4", "Domain|half.typed.example"]);
        Assert.Equal([ObservableKind.IPv4, ObservableKind.Url, ObservableKind.Cve, ObservableKind.Technique], look.Groups.Select(g => g.Kind));
        Assert.Equal([false, true, true, true], look.Groups.SelectMany(g => g.Values).Select(v => v.Ticked));
        Assert.Equal("203[.]0[.]113[.]4", look.Groups[0].Values[0].Masked);
        Assert.Equal((4, 3, 0), (look.Values.Count, look.Ticked, look.More));
        Assert.Equal(["Domain|half.typed.example"], look.Unshown);
        Assert.Equal("IPv4|203.0.113.4\nUrl|https://bad.example/x\nCve|CVE-2024-3400\nTechnique|T1557", look.Shown);
    }

    [Fact]
    public void Thousands_of_values_go_out_whole_and_the_first_have_boxes()
    {
        var look = TextLook.Of(Of(string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"198.51.{100 + (i / 256)}.{i % 256}"))), []);
        Assert.Equal((1000, 1000, 700), (look.Values.Count, look.Ticked, look.More));
    }

    [Fact]
    public void Personal_data_and_live_links_have_a_line_a_column_and_a_place()
    {
        const string Body = "One\nTwo A123456(3)\nhttps://bad.example";
        var look = TextLook.Of(new Content("A123456(3)", "", Body, "", "en"), []);
        Assert.Equal([("", 2, 5), ("Title", 1, 1)], look.Personal.Select(p => (p.Field, p.Place.Line, p.Place.Column)));
        Assert.Equal("A123456(3)", Body.Substring(look.Personal[0].Place.Start, look.Personal[0].Place.Length));
        Assert.Equal((1, 3, 1), (look.Live, look.LivePlaces[0].Place.Line, look.LivePlaces[0].Place.Column));
    }

    [Theory]
    [InlineData("Nothing special", null, null)]
    [InlineData("My card is A123456(3)", null, Tlp.Amber)]
    [InlineData("My card is A123456(3)", Tlp.Amber, null)]
    [InlineData("My card is A123456(3)", Tlp.Green, Tlp.Amber)]
    [InlineData("TLP:GREEN\nand my card is A123456(3)", null, Tlp.Amber)]
    [InlineData("Marked tlp: green here, and TLP:RED there", null, Tlp.Red)]
    [InlineData("TLP:AMBER", null, Tlp.AmberStrict)]
    [InlineData("TLP:AMBER (TLP 2.0)", null, Tlp.Amber)]
    [InlineData("TLP:AMBER, else TLP:CLEAR", null, Tlp.Amber)]
    [InlineData("TLP：AMBER + STRICT", null, Tlp.AmberStrict)]
    [InlineData("TLP:WHITE", null, Tlp.Clear)]
    [InlineData("TLP:WHITE", Tlp.Clear, null)]
    [InlineData("TLP:GREENISH", null, null)]
    public void The_strictest_that_the_text_speaks_for_is_suggested_where_nothing_as_strict_is_chosen(string body, Tlp? chosen, Tlp? suggested)
    {
        var content = Of(body);
        Assert.Equal(suggested, LabelSuggestion.Of(content, TextLook.Of(content, []), chosen)?.Label);
    }

    [Fact]
    public void Only_public_references_may_be_clear()
    {
        var content = Of("The vendor tells of CVE-2024-3400.") with { References = "https://vendor.example/advisory" };
        Assert.Equal(Tlp.Clear, LabelSuggestion.Of(content, TextLook.Of(content, []), null)?.Label);
        var more = content with { Body = content.Body + " Seen at 203.0.113.4." };
        Assert.Null(LabelSuggestion.Of(more, TextLook.Of(more, []), null));
        Assert.Null(LabelSuggestion.Of(content, TextLook.Of(content, []), Tlp.Green));
    }

    [Theory]
    [InlineData("Who saw this?\n203.0.113.4", "", ItemKind.Question)]
    [InlineData("誰見過？", "", ItemKind.Question)]
    [InlineData("203.0.113.4\n203.0.113.5\n203.0.113.6\n203.0.113.7\n203.0.113.8", "", ItemKind.Indicators)]
    [InlineData("A long story of a mail that came on Monday from 203.0.113.4", "", ItemKind.EarlyWarning)]
    [InlineData("Just words", "", 0)]
    [InlineData("Who saw this?", "question", 0)]
    public void A_kind_is_suggested_where_none_is_chosen(string body, string chosen, int suggested)
    {
        var content = Of(body);
        Assert.Equal(suggested, KindSuggestion.Of(content, TextLook.Of(content, []), chosen)?.Kind ?? 0);
    }

    private static Content Of(string body) => new("", "", body, "", "en");
}
