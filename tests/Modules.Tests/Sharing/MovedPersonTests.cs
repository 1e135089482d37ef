using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class MovedPersonTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_moved_is_named_anew_for_the_organisation_that_they_represent_now(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (author, _, uid) = await MovedAsync(hub);
        Assert.Equal(["person:NG@BEFORE"], await PartsAsync());

        Assert.Null((await hub.Get<RelabelPost>().RunAsync(author, uid, "TLP:AMBER", ["person:NG", "person:NG@BEFORE"])).Refusal);
        Assert.Equal(["person:NG", "person:NG@BEFORE"], await PartsAsync());
        Assert.Equal(2, await hub.NumberAsync("select count(distinct ref_org) from audience_part where audience_id = (select audience_id from item)"));

        async Task<string[]> PartsAsync()
        {
            var rules = hub.Get<AudienceRules>();
            return await hub.Database.ReadAsync(
                async sql => (await rules.UidsAsync(sql, await rules.PartsAsync(sql, await sql.NumberAsync("select audience_id from item", default) ?? 0), default)).Keys.Order(StringComparer.Ordinal).ToArray(), default);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_change_of_label_with_the_parts_as_they_are_shown_names_nobody_anew(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (author, moved, uid) = await MovedAsync(hub);
        var card = (await hub.Get<Holdings>().OpenAsync(author, Channel.Page, uid, null, default)).Value.Card;
        var shown = Assert.Single((await hub.Get<Holdings>().DescribeAsync(author, [card], default))[0]!.Parts);
        Assert.Equal(("person:NG@BEFORE", "NG"), (shown.Word, shown.Uid));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(author, uid, "TLP:AMBER+STRICT", [shown.Word])).Refusal);
        Assert.NotNull((await hub.Get<Holdings>().OpenAsync(await hub.ViewerAsync(moved), Channel.Page, uid, null, default)).Refusal);
    }

    /// <summary>Wong shared with Ng, who then moved.</summary>
    private static async Task<(Viewer Author, long Moved, string Uid)> MovedAsync(TestHub hub)
    {
        var (here, before, after) = (await hub.OrganisationAsync("Here"), await hub.OrganisationAsync("Before"), await hub.OrganisationAsync("After"));
        var author = await hub.ViewerAsync(await hub.PersonAsync("Wong", here));
        var moving = await hub.PersonAsync("Ng", before);
        var post = new PostInput { Kind = "indicators", Title = "For one", Body = "Seen.", Label = "TLP:AMBER", Audience = ["person:NG"] };
        var uid = (await hub.Get<SharePost>().RunAsync(author, post)).Value.Uid;
        await hub.Database.WriteAsync(tx => tx.RunAsync($"update person set org_id = {after} where id = {moving}", default), default);
        return (author, moving, uid);
    }
}
