using System.Text;
using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;

namespace Infohub.Libs.Tests.Stix;

/// <summary>The one form of JSON (RFC 8785), and the identifiers of observables that come of it (STIX 2.1 §2.9).</summary>
public sealed class IdentifierTests
{
    /// <summary>The first two are of the errata to STIX 2.1; the others were made by another implementation of RFC 4122 and RFC 8785 (Python's).</summary>
    [Theory]
    [InlineData("""{"type":"ipv4-addr","value":"198.51.100.3"}""", "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4")]
    [InlineData("""{"type":"domain-name","spec_version":"2.1","id":"x","value":"example.com","resolves_to_refs":["ipv4-addr--1"]}""", "domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7")]
    [InlineData("""{"type":"ipv6-addr","value":"2001:db8::1"}""", "ipv6-addr--6469e3a9-b053-5e34-a025-9396ae051d26")]
    [InlineData("""{"type":"domain-name","value":"control.example.com"}""", "domain-name--427e3664-0043-5865-b454-97df26649bde")]
    [InlineData("""{"type":"autonomous-system","number":15139,"name":"Quay"}""", "autonomous-system--3aa27478-50b5-5ab8-9da9-cdc12b657fff")]
    [InlineData("""{"type":"directory","path":"C:\\Windows\\System32"}""", "directory--0a58d0c1-59e6-5afd-8252-dcd3f13e5622")]
    [InlineData("""{"type":"mutex","name":"\u4e2d\u6587"}""", "mutex--de19ae53-d178-5d15-aab4-afa2065649a6")]
    [InlineData("""{"type":"software","version":"2","name":"Word","vendor":"V","languages":["en"]}""", "software--45301347-bdbf-5419-9241-e11b33e572b4")]
    [InlineData("""{"type":"file","size":4,"name":"a","hashes":{"SHA-512":"dd","SHA-256":"bb","SHA-1":"cc"},"extensions":{"x":{"b":[2,1],"a":true}}}""", "file--9d21059f-3758-5692-a861-067721105461")]
    [InlineData("""{"type":"network-traffic","src_ref":"ipv4-addr--1","dst_port":443,"protocols":["tcp","tls"],"is_active":true}""", "network-traffic--4876683d-a481-5b06-82c0-d0f3b598579d")]
    public void An_observable_is_named_by_what_it_is(string observable, string id) => Assert.Equal(id, Of(observable));

    [Fact]
    public void One_hash_counts_and_what_has_nothing_to_be_named_by_has_no_name()
    {
        Assert.Equal(Of("""{"type":"file","hashes":{"MD5":"aa"}}"""), Of("""{"type":"file","size":3,"hashes":{"SHA-256":"bb","MD5":"aa"}}"""));
        Assert.NotEqual(Of("""{"type":"file","hashes":{"SHA-256":"bb"}}"""), Of("""{"type":"file","hashes":{"SHA-256":"bb","MD5":"aa"}}"""));
        Assert.Null(Of("""{"type":"file","size":3}"""));
        Assert.Null(Of("""{"type":"process","pid":3}"""));
        Assert.Null(Of("""{"type":"indicator","name":"x"}"""));
        Assert.Null(Of("""[1]"""));
    }

    /// <summary>Numbers of RFC 8785, appendix B, and some of their neighbours.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(unchecked((long)0x8000000000000000), "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(unchecked((long)0x8000000000000001), "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(unchecked((long)0xc340000000000000), "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(unchecked((long)0xbecbf647612f3696), "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void A_number_is_written_as_ECMAScript_writes_it(long bits, string written) =>
        Assert.Equal(written, Canonical(BitConverter.Int64BitsToDouble(bits).ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("""{ "b" : [ true , null, 1.0 ], "a" : "\u00e9\u0041\n\u001f\/" }""", "{\"a\":\"éA\\n\\u001f/\",\"b\":[true,null,1]}")]
    [InlineData("""{"\ud83d\ude02":1,"\ufb33":2,"\u20ac":3,"1":4,"\r":5}""", "{\"\\r\":5,\"1\":4,\"\u20ac\":3,\"\ud83d\ude02\":1,\"\ufb33\":2}")]
    public void Members_and_strings_have_one_form(string json, string canonical) => Assert.Equal(canonical, Canonical(json));

    private static string Canonical(string json)
    {
        using var read = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Write(read.RootElement));
    }

    private static string? Of(string json)
    {
        using var read = JsonDocument.Parse(json);
        return ObservableId.Of(read.RootElement);
    }
}
