using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>TAXII 2.1 as the tools of members speak it.</summary>
public sealed class TaxiiTests
{
    private const string Type = "application/taxii+json;version=2.1";
    private const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    private const string AmberStrict = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_key_opens_by_each_scheme_that_tools_know(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var key = mei.Machine.DefaultRequestHeaders.Authorization!.Parameter!;
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("mei@hub.example:" + key));
        foreach (var header in (string[])["Bearer " + key, "bearer " + key, "Token " + key, "Basic " + basic, "basic " + basic])
        {
            foreach (var path in (string[])["/taxii2", "/taxii2/", "/taxii2/tlp2", "/taxii2/tlp1/", "/taxii2/both/collections", "/taxii2/tlp2/collections/"])
            {
                using var answer = await SendAsync(hub, path, header);
                Assert.Equal((HttpStatusCode.OK, Type), (answer.StatusCode, answer.Content.Headers.NonValidated["Content-Type"].ToString()));
            }
        }

        foreach (var header in (string?[])[null, "Basic " + Convert.ToBase64String("mei:wrong"u8), "Basic !!!", "Bearer", "Digest x", "Token "])
        {
            using var answer = await SendAsync(hub, "/taxii2/", header);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("Basic", answer.Headers.WwwAuthenticate.Select(w => w.Scheme));
            Assert.Equal(Type, answer.Content.Headers.NonValidated["Content-Type"].ToString());
        }

        var discovery = await JsonAsync(mei, "/taxii2/");
        Assert.Contains(discovery.GetProperty("default").GetString(), discovery.GetProperty("api_roots").EnumerateArray().Select(r => r.GetString()));
        var root = await JsonAsync(mei, discovery.GetProperty("default").GetString()!);
        Assert.Equal(Type, Assert.Single(root.GetProperty("versions").EnumerateArray()).GetString());
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task What_speaks_no_TAXII_is_told_so_in_its_words(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var at = $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "The community")}/objects";
        foreach (var (method, path, accept, content, status) in ((HttpMethod, string, string, string?, HttpStatusCode)[])
        [
            (HttpMethod.Get, at, "application/json", null, HttpStatusCode.NotAcceptable),
            (HttpMethod.Get, at, "application/taxii+json;version=2.0", null, HttpStatusCode.NotAcceptable),
            (HttpMethod.Post, at, Type, "application/json", HttpStatusCode.UnsupportedMediaType),
            (HttpMethod.Get, at + "?limit=0", Type, null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, at + "?added_after=yesterday", Type, null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, at + "?next=made-up", Type, null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, at + "/indicator--00000000-0000-4000-8000-000000000000", Type, null, HttpStatusCode.NotFound),
            (HttpMethod.Get, "/taxii2/nothing/here/at/all", Type, null, HttpStatusCode.NotFound),
            (HttpMethod.Get, "/taxii2/tlp2/status/00000000-0000-4000-8000-000000000000", Type, null, HttpStatusCode.NotFound),
        ])
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            request.Content = content is null ? null : new StringContent("{}", Encoding.UTF8, content);
            using var answer = await mei.Machine.SendAsync(request);
            Assert.Equal((status, Type), (answer.StatusCode, answer.Content.Headers.NonValidated["Content-Type"].ToString()));
            var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture), error.GetProperty("http_status").GetString());
            Assert.NotEmpty(error.GetProperty("title").GetString()!);
        }
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task What_one_adds_others_take_by_their_next_poll(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var community = $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "The community")}/objects/";
        var status = await AddAsync(mei, community, Indicator(1, Green), Indicator(2, null), Indicator(3, "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"));
        Assert.Equal((3, 1, 2), (Number(status, "total_count"), Number(status, "success_count"), Number(status, "failure_count")));
        // Unmarked it is TLP:AMBER+STRICT for the sender's own (law W5), which this key cannot write.
        Assert.All(status.GetProperty("failures").EnumerateArray(), f => Assert.Contains("TLP:", f.GetProperty("message").GetString(), StringComparison.Ordinal));
        var id = status.GetProperty("id").GetString();
        Assert.Equal(id, (await JsonAsync(mei, $"/taxii2/tlp2/status/{id}/")).GetProperty("id").GetString());
        using (var others = await ho.Machine.GetAsync($"/taxii2/tlp2/status/{id}/"))
        {
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        }

        using var first = await ho.Machine.GetAsync(community + "?match[type]=indicator");
        var last = Assert.Single(first.Headers.GetValues("X-TAXII-Date-Added-Last"));
        var taken = Assert.Single(Objects(await first.Content.ReadAsStringAsync()));
        Assert.Equal((Id(1), Green), (taken.GetProperty("id").GetString(), Assert.Single(taken.GetProperty("object_marking_refs").EnumerateArray()).GetString()));

        // The same again is taken, and served once; another's of the same id stands beside, for whoever reads it.
        Assert.Equal(1, Number(await AddAsync(mei, community, Indicator(1, Green)), "success_count"));
        Assert.Empty(await PollAsync(ho, community, last));
        Assert.Equal(1, Number(await AddAsync(mei, community, Indicator(1, Green, "2026-02-02T08:00:00.000Z")), "success_count"));
        Assert.Equal(1, Number(await AddAsync(ho, community, Indicator(1, Green, "2026-03-03T08:00:00.000Z")), "success_count"));
        Assert.Equal(["2026-02-02T08:00:00.000Z", "2026-03-03T08:00:00.000Z"], (await PollAsync(ho, community, last)).Select(Modified));
        Assert.Equal(["2026-02-02T08:00:00.000Z", "2026-03-03T08:00:00.000Z"], Objects(await TextAsync(ho, $"{community}{Id(1)}/")).Select(Modified));
        Assert.Equal(
            ["2026-01-01T08:00:00.000Z", "2026-02-02T08:00:00.000Z", "2026-03-03T08:00:00.000Z"],
            (await JsonAsync(ho, $"{community}{Id(1)}/versions/")).GetProperty("versions").EnumerateArray().Select(v => v.GetString()));

        // In the root of TLP 1.0 it is green by that word.
        var one = $"/taxii2/tlp1/collections/{await CollectionAsync(ho, "The community", "tlp1")}/objects/?match[id]={Id(1)}";
        Assert.All(Objects(await TextAsync(ho, one)), o => Assert.Equal("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", Assert.Single(o.GetProperty("object_marking_refs").EnumerateArray()).GetString()));
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Pages_go_through_all_in_the_order_of_adding(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var collection = $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "The community")}";
        for (var n = 0; n < 3; n++)
        {
            await AddAsync(mei, collection + "/objects/", [.. Enumerable.Range(n * 7, 7).Select(i => Indicator(i, Green))]);
        }

        var whole = Objects(await TextAsync(mei, collection + "/objects/")).Select(o => o.GetProperty("id").GetString()!).ToList();
        Assert.Equal([.. Enumerable.Range(0, 21).Select(Id)], whole.Where(i => i.StartsWith("indicator", StringComparison.Ordinal)));
        foreach (var limit in (int[])[1, 2, 5, 100])
        {
            var (met, next) = (new List<string>(), "");
            for (var more = true; more;)
            {
                // A client may ask for another number from page to page.
                var page = await JsonAsync(mei, $"{collection}/objects/?limit={limit}{next}");
                more = page.GetProperty("more").GetBoolean();
                Assert.Equal(more, page.TryGetProperty("next", out var cursor));
                next = more ? "&next=" + cursor.GetString() : "";
                met.AddRange(page.GetProperty("objects").EnumerateArray().Select(o => o.GetProperty("id").GetString()!));
            }

            Assert.Equal(whole, met);
        }

        var manifest = (await JsonAsync(mei, collection + "/manifest/")).GetProperty("objects").EnumerateArray().ToList();
        Assert.Equal(whole, manifest.Select(m => m.GetProperty("id").GetString()));
        var dates = manifest.Where(m => m.GetProperty("id").GetString()!.StartsWith("indicator", StringComparison.Ordinal)).Select(m => m.GetProperty("date_added").GetString()!).ToList();
        Assert.Equal(dates.Distinct().Order(StringComparer.Ordinal), dates);
        Assert.Equal([.. Enumerable.Range(9, 12).Select(Id)], (await PollAsync(mei, collection + "/objects/", dates[8])).Select(o => o.GetProperty("id").GetString()));
        Assert.Equal([Id(3), Id(5)], Objects(await TextAsync(mei, $"{collection}/objects/?match[id]={Id(5)},{Id(3)},{Id(99)}")).Select(o => o.GetProperty("id").GetString()));
        Assert.Empty(Objects(await TextAsync(mei, collection + "/objects/?match[spec_version]=2.0")));
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_collection_that_one_may_not_know_is_none(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "Ferries");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var circle = await CollectionAsync(mei, "Ferries");
        await AddAsync(mei, $"/taxii2/tlp2/collections/{circle}/objects/", Indicator(1, Green));
        foreach (var end in (string[])["", "/objects", "/manifest", "/objects/" + Id(1), "/objects/" + Id(1) + "/versions"])
        {
            using var hidden = await ho.Machine.GetAsync($"/taxii2/tlp2/collections/{circle}{end}");
            using var absent = await ho.Machine.GetAsync($"/taxii2/tlp2/collections/00000000-0000-4000-8000-000000000000{end}");
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, absent.StatusCode));
            Assert.Equal(await absent.Content.ReadAsStringAsync(), await hidden.Content.ReadAsStringAsync());
        }

        Assert.Empty(Objects(await TextAsync(ho, $"/taxii2/tlp2/collections/{await CollectionAsync(ho, "Everything you may read")}/objects/?match[type]=indicator")));
        Assert.Single(Objects(await TextAsync(mei, $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "Everything you may read")}/objects/?match[type]=indicator")));
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_part_that_is_marked_more_strictly_stays_with_who_may_see_it(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var community = $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "The community")}/objects/";
        var marked = Indicator(1, Green).Replace("\"name\":\"n\"", "\"name\":\"n\",\"description\":\"the source\",\"granular_markings\":[{\"marking_ref\":\"" + AmberStrict + "\",\"selectors\":[\"description\"]}]", StringComparison.Ordinal);
        Assert.Equal(1, Number(await AddAsync(mei, community, marked), "success_count"));
        var text = await TextAsync(mei, community + "?match[type]=indicator");
        Assert.Single(Objects(text));
        Assert.DoesNotContain("the source", text, StringComparison.Ordinal);
        Assert.DoesNotContain(AmberStrict, text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_HEAD_decides_as_a_GET_and_gives_the_head_alone(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "Ferries");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var circle = $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "Ferries")}";
        var id = Number(await AddAsync(mei, circle + "/objects/", Indicator(1, Green)), "success_count") == 1 ? Id(1) : "";
        foreach (var path in (string[])
        [
            "/taxii2/", "/taxii2/tlp2/", "/taxii2/tlp2/collections/", "/taxii2/none/", circle, circle + "/objects/", circle + "/objects/?limit=0", circle + "/objects/?match[type]=indicator", circle + "/manifest/",
            $"{circle}/objects/{id}/", $"{circle}/objects/{id}/versions/", $"{circle}/objects/{Id(9)}/", "/taxii2/tlp2/status/00000000-0000-4000-8000-000000000000/",
        ])
        {
            foreach (var member in (Member[])[mei, ho])
            {
                using var got = await member.Machine.GetAsync(path);
                using var asked = new HttpRequestMessage(HttpMethod.Head, path);
                using var head = await member.Machine.SendAsync(asked);
                Assert.Equal((got.StatusCode, Type), (head.StatusCode, head.Content.Headers.NonValidated["Content-Type"].ToString()));
                Assert.Equal(Dates(got), Dates(head));
                Assert.Equal(got.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
                Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            }
        }

        static string Dates(HttpResponseMessage answer) =>
            string.Join('|', answer.Headers.Where(h => h.Key.StartsWith("X-TAXII", StringComparison.OrdinalIgnoreCase)).SelectMany(h => h.Value).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Who_brought_an_object_deletes_it_and_whoever_took_it_is_told_and_nobody_else_does(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "Ferries");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var community = $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "The community")}/objects/";
        await AddAsync(mei, community, Indicator(1, Green), Indicator(1, Green, "2026-02-02T08:00:00.000Z"), Indicator(2, Green), "{\"type\":\"ipv4-addr\",\"spec_version\":\"2.1\",\"id\":\"ipv4-addr--00000000-0000-4000-8000-000000000001\",\"value\":\"198.51.100.1\",\"object_marking_refs\":[\"" + Green + "\"]}");
        await AddAsync(mei, $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "Ferries")}/objects/", Indicator(7, Green));
        using var first = await ho.Machine.GetAsync(community + "?match[type]=indicator");
        var last = Assert.Single(first.Headers.GetValues("X-TAXII-Date-Added-Last"));
        var everything = $"/taxii2/tlp2/collections/{await CollectionAsync(mei, "Everything you may read")}/objects/";

        // What one reads and did not bring is forbidden; what one may not read, and what is not there, are not found.
        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(ho, community + Id(1) + "/"));
        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(mei, everything + Id(1) + "/"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(ho, community + Id(7) + "/"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(ho, community + Id(8) + "/"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(mei, community + "nothing/"));
        Assert.Equal(HttpStatusCode.BadRequest, await DeleteAsync(mei, community + Id(1) + "/?match[version]=yesterday"));
        Assert.Equal(2, Objects(await TextAsync(ho, community + "?match[type]=indicator")).Count);

        // One version goes alone; then all, and a last word in their place.
        Assert.Equal(HttpStatusCode.OK, await DeleteAsync(mei, community + Id(1) + "/?match[version]=2026-01-01T08:00:00.000Z"));
        Assert.Equal(["2026-02-02T08:00:00.000Z"], Objects(await TextAsync(ho, $"{community}{Id(1)}/?match[version]=all")).Select(Modified));
        Assert.Empty(await PollAsync(ho, community, last));
        Assert.Equal(HttpStatusCode.OK, await DeleteAsync(mei, community + Id(1)));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(mei, community + Id(1) + "/"));
        var told = Assert.Single(await PollAsync(ho, community, last));
        Assert.Equal((Id(1), true, Green), (told.GetProperty("id").GetString(), told.GetProperty("revoked").GetBoolean(), Assert.Single(told.GetProperty("object_marking_refs").EnumerateArray()).GetString()));
        Assert.DoesNotContain("198.51.100.1'", await TextAsync(ho, $"{community}?match[version]=all"), StringComparison.Ordinal);
        Assert.Equal([Id(2)], Objects(await TextAsync(ho, community + "?match[type]=indicator")).Where(o => !o.TryGetProperty("revoked", out _)).Select(o => o.GetProperty("id").GetString()));
        Assert.Equal(0, await hub.Get<Database>().ReadAsync(sql => sql.NumberAsync("select count(*) from object_key k where not exists(select 1 from stix_object o where o.no = k.no)", default), default));

        // An observable has no versions: it is simply gone.
        Assert.Equal(HttpStatusCode.OK, await DeleteAsync(mei, community + "ipv4-addr--00000000-0000-4000-8000-000000000001/"));
        Assert.Empty(Objects(await TextAsync(ho, community + "?match[type]=ipv4-addr")));

        // Who brings it again, newer, has it again.
        await AddAsync(mei, community, Indicator(1, Green, "2099-01-01T08:00:00.000Z"));
        Assert.Equal("2099-01-01T08:00:00.000Z", Assert.Single(Objects(await TextAsync(ho, $"{community}{Id(1)}/")).Select(Modified)));

        static async Task<HttpStatusCode> DeleteAsync(Member member, string path)
        {
            using var answer = await member.Machine.DeleteAsync(path);
            Assert.Equal(Type, answer.Content.Headers.NonValidated["Content-Type"].ToString());
            return answer.StatusCode;
        }
    }

    private static string Id(int n) => $"indicator--00000000-0000-4000-8000-{n:d12}";

    private static string Indicator(int n, string? marking, string modified = "2026-01-01T08:00:00.000Z") =>
        $$"""
        {"type":"indicator","spec_version":"2.1","id":"{{Id(n)}}","created":"2026-01-01T08:00:00.000Z","modified":"{{modified}}","name":"n","pattern":"[ipv4-addr:value = '198.51.100.{{n}}']","pattern_type":"stix","valid_from":"2026-01-01T08:00:00Z"{{(marking is null ? "" : ",\"object_marking_refs\":[\"" + marking + "\"]")}}}
        """;

    private static async Task<JsonElement> AddAsync(Member member, string path, params string[] objects)
    {
        using var content = new StringContent("{\"objects\":[" + string.Join(',', objects) + "]}", Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Type);
        using var answer = await member.Machine.PostAsync(path, content);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task<List<JsonElement>> PollAsync(Member member, string path, string after) =>
        Objects(await TextAsync(member, $"{path}?match[type]=indicator&added_after={Uri.EscapeDataString(after)}"));

    private static async Task<string> CollectionAsync(Member member, string title, string root = "tlp2") =>
        (await JsonAsync(member, $"/taxii2/{root}/collections/")).GetProperty("collections").EnumerateArray().First(c => c.GetProperty("title").GetString() == title).GetProperty("id").GetString()!;

    private static List<JsonElement> Objects(string text) =>
        JsonDocument.Parse(text).RootElement.TryGetProperty("objects", out var objects) ? [.. objects.EnumerateArray()] : [];

    private static string? Modified(JsonElement of) => of.GetProperty("modified").GetString();

    private static int Number(JsonElement status, string name) => status.GetProperty(name).GetInt32();

    private static async Task<JsonElement> JsonAsync(Member member, string path) => JsonDocument.Parse(await TextAsync(member, path)).RootElement;

    private static async Task<string> TextAsync(Member member, string path)
    {
        using var answer = await member.Machine.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, Type), (answer.StatusCode, answer.Content.Headers.NonValidated["Content-Type"].ToString()));
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningHub hub, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await hub.Client.SendAsync(request);
    }
}
