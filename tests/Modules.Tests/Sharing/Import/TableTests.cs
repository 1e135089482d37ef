using System.Text;
using Infohub.Observables;
using Infohub.Sharing.Import;

namespace Infohub.Modules.Tests.Sharing.Import;

/// <summary>How tables, encodings and pages are read.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a;b;c\n1;2,5;3\n4;5,1;6\n", ';')]
    [InlineData("a\tb\n1\t2\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("\"a, b\"\n\"c, d\"\n", Delimited.None)]
    [InlineData("198.51.100.7\nsignin[.]example\n", Delimited.None)]
    public void The_sign_between_cells_is_found(string text, char delimiter) => Assert.Equal(delimiter, Delimited.Find(text));

    [Fact]
    public void Cells_are_read_as_rfc_4180_has_them()
    {
        var rows = Delimited.Read("a,\"b \"\"q\"\"\nnext\",c\r\n,,\r\n\"x\"y,z\rlast", ',', 100);
        Assert.Equal(["a|b \"q\"\nnext|c", "||", "xy|z", "last"], rows.Select(r => string.Join('|', r.Cells)));
        Assert.True(Delimited.Read("a,b\n\"never closed,\nx\n", ',', 100) is [_, { IsUnclosed: true }]);
        Assert.Equal(11, Delimited.Read(string.Concat(Enumerable.Repeat("x\n", 100)), ',', 10).Count);
    }

    [Fact]
    public void A_table_of_misp_is_known_by_its_columns()
    {
        const string Misp = """
            uuid,event_id,category,type,value,comment,to_ids,date,object_relation,attribute_tag
            "a",1,"Network activity","domain|ip","signin.example|198.51.100.7","first",1,1767225600,"","tlp:green"
            "b",1,"Network activity","ip-dst|port","198.51.100.8|443","",1,1767225600,"",""
            "c",1,"Payload delivery","filename|md5","a.exe|d41d8cd98f00b204e9800998ecf8427e","",1,20260101,"",""
            "d",1,"Network activity","url","http://vendor.example/report","",0,20260101,"",""
            "e",1,"Other","phone-number","12345678","",1,20260101,"",""
            "f",1,"Network activity","ip-src","signin.example","",1,20260101,"",""
            "g",1,"Network activity","hostname","signin.example","",1,soon,"",""
            "h",1,"Network activity","hostname","signin.example","",1,20260101,"",""
            """;
        var rows = Delimited.Read(Misp, ',', 100);
        var mapping = TableMapping.Guess("utf-8", ',', rows);
        var read = TableReading.Of(rows, mapping);
        Assert.Equal(["signin.example", "198.51.100.7", "198.51.100.8", "a.exe", "d41d8cd98f00b204e9800998ecf8427e"], read.Values.Select(v => v.Value.Value));
        Assert.Equal(("first", "tlp:green", 2026), (read.Values[0].Comment, read.Values[0].Tags.Single(), read.Values[0].Date!.Value.Year));
        Assert.Equal(["row-context", "row-type", "row-kind", "row-date", "row-again"], read.Unread.Select(u => u.Why.Code));
        Assert.Equal([5, 6, 7, 8, 9], read.Unread.Select(u => u.Row));
    }

    [Fact]
    public void The_kind_that_a_column_is_said_to_be_decides_and_no_row_is_lost()
    {
        var rows = Delimited.Read("update.zip,x\n198.51.100.7,y\n# remark,\n,only a comment\n" + new string('a', 5000) + ",z\n\ufffd.example,e\nb.zip,1,2\n\n", ',', 100);
        var read = TableReading.Of(rows, new TableMapping("utf-8", ',', false, [ColumnRole.Of(ObservableKind.FileName), ColumnRole.Comment]));
        Assert.Equal([(ObservableKind.FileName, "update.zip", "x")], read.Values.Select(v => (v.Value.Kind, v.Value.Value, v.Comment)));
        Assert.Equal(["row-kind", "row-remark", "row-empty", "row-long", "row-encoding", "row-cells"], read.Unread.Select(u => u.Why.Code));
        Assert.All(new TableMapping("utf-8", ',', false, ["value:Nothing", "drop table"]).Fit(3).Roles, r => Assert.Equal(ColumnRole.Ignore, r));
    }

    [Theory]
    [InlineData("utf-8", "釣魚網站的網址是 signin.example，請通知用戶")]
    [InlineData("utf-16", "釣魚網站 signin.example and more text")]
    [InlineData("utf-16be", "釣魚網站 signin.example and more text")]
    [InlineData("big5", "釣魚網站的網址是 signin.example，請通知用戶不要登入")]
    [InlineData("gb18030", "钓鱼网站的网址是 signin.example，请通知用户不要登录")]
    [InlineData("windows-1252", "café signin.example")]
    public void The_encoding_is_found_or_taken_as_said(string word, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(word) ?? Encoding.GetEncoding(word == "utf-16be" ? "utf-16BE" : word);
        var bytes = encoding.GetBytes(text);
        Assert.Equal(new CodedText(text, word), TextCoding.Decode(bytes));
        Assert.Equal(new CodedText(text, word), TextCoding.Decode(bytes, word));
        Assert.Equal(text, TextCoding.Decode([.. encoding.GetPreamble(), .. bytes], word).Text);
    }

    [Fact]
    public void A_page_is_its_words_and_nothing_that_it_does()
    {
        var (title, text) = HtmlText.Of("""
            <!doctype html><html><head><title>A &amp; B</title><style>p{}</style><script>if (1 < 2) { "</p>" }</script></head>
            <body><!-- not > this --><h1>Login&nbsp;page</h1><p>It lies at
            <a href="http://elsewhere.example/?a=1>2">hxxp://signin[.]example</a>: 3 < 4.<br>Next<table><tr><td>198.51.100.7<td>seen</tr></table><svg><text>no</text></svg><p>&#37347;&#39770;</body>
            """);
        Assert.Equal("A & B", title);
        Assert.Equal("Login page\n\nIt lies at hxxp://signin[.]example: 3 < 4.\nNext\n\n198.51.100.7 seen\n\n釣魚", text);
        Assert.Equal("x", HtmlText.Of("x<script>never closed <p>y").Text);
        Assert.Equal("", HtmlText.Of(string.Concat(Enumerable.Repeat("<b><i a='", 100_000))).Text);
        Assert.Equal(("big5", "gb18030", ""), (HtmlText.EncodingOf("<meta charset=Big5>"u8), HtmlText.EncodingOf("<meta http-equiv=x content='text/html; charset=gb2312'>"u8), HtmlText.EncodingOf("<p>"u8)));
    }

    [Theory]
    [InlineData("%PDF-1.7", "x.txt", "Pdf")]
    [InlineData(" {\"type\":\"bundle\"}", "x.csv", "Stix")]
    [InlineData("<HTML><body>x", "x", "Html")]
    [InlineData("ip,comment\n198.51.100.7,x\n198.51.100.8,y\n", "", "Table")]
    [InlineData("198.51.100.7\nhxxp://a[.]example/\nd41d8cd98f00b204e9800998ecf8427e\n", "", "Table")]
    [InlineData("We saw this, and that.\nIt lies at 198.51.100.7, they say.\nBlock it, please.", "", "Text")]
    public void What_it_is_is_told_by_its_content(string text, string name, string form)
    {
        var start = ImportForms.OfStart(Encoding.UTF8.GetBytes(text));
        Assert.Equal(form, (start == ImportForm.Unknown ? ImportForms.OfText(text, name) : start).ToString());
    }
}
