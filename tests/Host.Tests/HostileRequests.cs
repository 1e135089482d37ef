using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Infohub.Host.Tests;

/// <summary>One request that means harm, or that a broken machine would send.</summary>
internal sealed record HostileRequest(string Method, string Path, string ContentType, byte[] Body, string Once)
{
    public HttpRequestMessage ToMessage(Uri site)
    {
        // as it is written: the usual class would tidy dots and escapes first
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(site.GetLeftPart(UriPartial.Authority) + Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (Method is not ("GET" or "HEAD"))
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        message.Headers.TryAddWithoutValidation("Idempotency-Key", Once);
        return message;
    }

    public override string ToString() => $"{Method} {Path} ({ContentType}, once {Once})\n{Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 2000)))}";
}

/// <summary>Hostile requests for every operation that the hub describes, made by damaging ones that it takes.</summary>
internal static class HostileRequests
{
    /// <summary>Text that means something else to a store, a page or a reader.</summary>
    public static readonly string[] Texts =
    [
        "\0", "a\0b", "\uD800", "\uDC00x", "\u202Efdp.exe", "a\u200Bb", "\u2066x\u2069", "раураl", "\uFEFF", "\uFFFF", "\U000E0041", "';--", "\" or 1=1", "${jndi:ldap://x.example}", "{0}{99}", "%s%n",
        "../../etc/passwd", "<script>alert(1)</script>", "\r\nX: y", "😀", " ", "", "TLP:RED", "TLP:AMBER+STRICT", "circle:", "circle:\0", "person:\uD800", "public", "community", new('x', 300), new('(', 3000), "NaN", "-1",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "1e999", "-1e-999", "99999999999999999999999999", "[]", "{}", "[null]", "[[[[]]]]", "\"\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"2026-02-30T00:00:00Z\"", new string('[', 5000), "{\"a\":{\"a\":{\"a\":1}}}", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\"", "NaN", "0x10", "'a'",
    ];

    private static readonly byte[][] Bytes =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0x1B], "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(), "\\u"u8.ToArray(), "//"u8.ToArray(), "/*"u8.ToArray(),
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json", "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "multipart/form-data", "application/xml", "", "\"", "application/json, application/json",
    ];

    private static readonly string[] InPath =
        ["NOSUCH", "..", ".", "%00", "a%00b", "%2e%2e%2f", "%ED%A0%80", "%FF", "%E2%80%AE", "%", "%zz", "0", "-1", "99999999999999999999", "a b", "\u202E", new('A', 3000), "'", "%27%3B--", "*", "self"];

    /// <param name="description">The hub's own description of its interface.</param>
    /// <param name="known">The address of a post that the sender may change.</param>
    public static Arbitrary<HostileRequest> For(JsonElement description, string known)
    {
        var operations = description.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => (Path: path.Name, Method: o.Name.ToUpperInvariant(), Operation: o.Value))).ToList();
        var requests =
            from operation in Gen.Elements(operations.AsEnumerable())
            from path in PathOf(operation.Path, operation.Operation, known)
            from body in Damaged(Usual(description, operation.Operation))
            from type in Gen.Elements(Types)
            from once in Gen.Elements("", "", "", "a", "'\";", new string('k', 101), "a\tb")
            select new HostileRequest(operation.Method, path, type, body, once);
        return Arb.From(requests);
    }

    private static Gen<string> PathOf(string pattern, JsonElement operation, string known)
    {
        var path = Gen.Constant(pattern);
        foreach (var name in pattern.Split('/').Where(s => s.StartsWith('{')))
        {
            path = from before in path
                   from value in Gen.Frequency((3, Gen.Constant(known)), (2, Gen.Elements(InPath)))
                   select before.Replace(name, value, StringComparison.Ordinal);
        }

        string[] queries = operation.TryGetProperty("parameters", out var all)
            ? [.. all.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!)]
            : [];
        return queries.Length == 0 ? path
            : from before in path
              from name in Gen.Elements(queries)
              from value in Gen.Frequency((1, Gen.Elements(InPath)), (2, Gen.Elements(Texts).Select(t => Uri.EscapeDataString(t.Replace("\uD800", "\uFFFD", StringComparison.Ordinal).Replace("\uDC00", "\uFFFD", StringComparison.Ordinal)))))
              from asked in Gen.Elements(true, false)
              select asked ? $"{before}?{name}={value}" : before;
    }

    /// <summary>A body that the operation would take, from its own schema.</summary>
    private static JsonObject Usual(JsonElement description, JsonElement operation)
    {
        var body = new JsonObject();
        if (!operation.TryGetProperty("requestBody", out var wanted) || !wanted.GetProperty("content").TryGetProperty("application/json", out var json)
            || !json.GetProperty("schema").TryGetProperty("$ref", out var reference))
        {
            return body;
        }

        var schema = description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            body[property.Name] = property.Name switch
            {
                "kind" => "question",
                "label" => "TLP:GREEN",
                "audience" => new JsonArray("community"),
                "language" => "en",
                "attribution" => "named",
                "pap" => "PAP:GREEN",
                _ when property.Name.EndsWith("At", StringComparison.Ordinal) || property.Name == "embargoUntil" => null,
                _ => "Some words",
            };
        }

        return body;
    }

    private static Gen<byte[]> Damaged(JsonObject usual)
    {
        var text = usual.ToJsonString();
        var whole = Encoding.UTF8.GetBytes(text);
        var names = usual.Select(p => p.Key).DefaultIfEmpty("a").ToArray();
        var hostileText = from name in Gen.Elements(names)
                          from words in Gen.Elements(Texts).NonEmptyListOf()
                          select With(usual, name, Quoted(string.Concat(words.Take(4))));
        var hostileValue = from name in Gen.Elements(names) from value in Gen.Elements(Values) select With(usual, name, value);
        var twice = from name in Gen.Elements(names) select Encoding.UTF8.GetBytes($"{{\"{name}\":\"a\",{text[1..]}");
        var cut = from at in Gen.Choose(0, whole.Length) select whole[..at];
        var spoilt = from at in Gen.Choose(0, whole.Length) from piece in Gen.Elements(Bytes) select (byte[])[.. whole[..at], .. piece, .. whole[at..]];
        var encoded = Gen.Elements(Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32).Select(e => (byte[])[.. e.GetPreamble(), .. e.GetBytes(text)]);
        var marked = Gen.Constant((byte[])[0xEF, 0xBB, 0xBF, .. whole]);
        return Gen.Frequency((6, hostileText), (5, hostileValue), (2, twice), (2, cut), (4, spoilt), (1, encoded), (1, marked), (1, Gen.Constant(whole)), (1, Gen.Constant(Array.Empty<byte>())));
    }

    private static byte[] With(JsonObject usual, string name, string value) =>
        Encoding.UTF8.GetBytes("{" + string.Join(',', usual.Select(p => $"\"{p.Key}\":{(p.Key == name ? value : p.Value?.ToJsonString() ?? "null")}")) + "}");

    /// <summary>As JSON in letters of ASCII: also what no writer would write.</summary>
    private static string Quoted(string text) => "\"" + string.Concat(text.Select(c => c is >= ' ' and < '\x7f' and not ('"' or '\\') ? c.ToString() : $"\\u{(int)c:x4}")) + "\"";
}
