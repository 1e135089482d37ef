using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library;

/// <summary>Which way a search goes is the server's statistics' affair; what it finds is not.</summary>
public sealed class SearchWayTests
{
    private const int Posts = 60;

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Frequent_and_rare_words_find_all_that_holds_them_page_by_page(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (reading, writing) = (await hub.OrganisationAsync("Reading"), await hub.OrganisationAsync("Writing"));
        await hub.CircleAsync("Circle", reading, writing);
        var author = await hub.ViewerAsync(await hub.PersonAsync("Wong", writing));
        for (var n = 0; n < Posts; n++)
        {
            var post = new PostInput
            {
                Kind = "indicators",
                Title = n % 2 == 0 ? "Blocked gateway" : "Gateway blocked",
                Body = n == 31 ? "Quokka." : "Seen.",
                Label = "TLP:GREEN",
                Audience = [n % 3 == 0 ? "circle:CIRCLE" : "community"],
            };
            Assert.Null((await hub.Get<SharePost>().RunAsync(author, post)).Refusal);
        }

        var broad = await hub.ViewerAsync(await hub.PersonAsync("Ng", reading));
        var narrow = new Viewer(ViewerKind.Key) { OrganisationId = reading, Facts = broad.Facts with { Community = false } };
        await ExpectAllAsync();
        if (engine == Engine.Postgres)
        {
            await hub.Database.WriteAsync(tx => tx.RunAsync("analyze item_search", default), default);
            Assert.True(await hub.NumberAsync("select count(*) from pg_stats where schemaname = current_schema() and tablename = 'item_search' and most_common_elems is not null") > 0);
            await ExpectAllAsync();
        }

        async Task ExpectAllAsync()
        {
            Assert.Equal((Posts, Posts / 2, 1, 0), (await CountAsync(broad, "gateway"), await CountAsync(broad, "\"blocked gateway\""), await CountAsync(broad, "quokka"), await CountAsync(broad, "wombat")));
            Assert.Equal((Posts / 3, Posts / 6, 0, 0), (await CountAsync(narrow, "gateway"), await CountAsync(narrow, "\"blocked gateway\""), await CountAsync(narrow, "quokka"), await CountAsync(narrow, "wombat")));
            Assert.Equal(Posts / 3, await CountAsync(broad, "gateway", "CIRCLE"));
        }

        async Task<int> CountAsync(Viewer viewer, string text, string circle = "")
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = (await hub.Get<Holdings>().ListAsync(viewer, Channel.List, new ItemQuery { Text = text, CircleUid = circle, Take = 7, Cursor = cursor }, default)).Value;
                Assert.InRange(page.Cards.Count, 0, 7);
                seen.AddRange(page.Cards.Select(c => c.Uid));
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(seen.Distinct(), seen);
            return seen.Count;
        }
    }
}
