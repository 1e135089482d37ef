using System.Text;
using System.Xml;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;
using Infohub.Sharing.PublicZone;

namespace Infohub.Modules.Tests.Sharing;

public sealed class PublicZoneTests
{
    private static readonly PostInput Advice = new()
    {
        Kind = "best-practice",
        Label = "TLP:CLEAR",
        Audience = ["public"],
        Title = "Public \u0007advice <b>",
        Body = "Do not open https://evil.harbour.example/now & others \ud83d\udd12",
    };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Syndication_carries_what_is_clear_and_public_and_nothing_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        var share = hub.Get<SharePost>();
        var uid = (await share.RunAsync(mei, Advice)).Value.Uid;
        await share.RunAsync(mei, Advice with { Title = "Clear for the community", Audience = ["community"] });
        await share.RunAsync(mei, Advice with { Title = "Under embargo", Embargo = hub.Clock.Now() + Micros.Day });
        await share.RunAsync(mei, Advice with { Title = "Released later", Release = hub.Clock.Now() + Micros.Day });
        var gone = (await share.RunAsync(mei, Advice with { Title = "Withdrawn" })).Value.Uid;
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(mei, gone, "no longer true")).Refusal);

        var head = new Masthead("https://hub.example", "Hub", "Public", "zh-Hant");
        var syndication = hub.Get<Syndication>();
        foreach (var bytes in (byte[][])[await syndication.RssAsync(head, default), await syndication.AtomAsync(head, default)])
        {
            var text = Encoding.UTF8.GetString(bytes);
            using var xml = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            while (xml.Read())
            {
            }

            Assert.Contains("https://hub.example/public/" + uid, text, StringComparison.Ordinal);
            Assert.Contains("provided as is", text, StringComparison.Ordinal);
            Assert.Contains("hxxps://evil[.]harbour[.]example/now", text, StringComparison.Ordinal);
            Assert.DoesNotContain("evil.harbour", text, StringComparison.Ordinal);
            foreach (var hidden in (string[])["community", "embargo", "later", "Withdrawn", gone])
            {
                Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
            }
        }

        var nobody = hub.Get<ViewerSource>().Anonymous();
        Assert.Equal(uid, Assert.Single((await hub.Get<Holdings>().ListAsync(nobody, Channel.Public, new ItemQuery(), default)).Value.Cards).Uid);
        Assert.NotNull((await hub.Get<Holdings>().OpenAsync(nobody, Channel.Public, gone, null, default)).Refusal);
        Assert.Equal("no longer true", (await hub.Get<Holdings>().PublicTombstoneAsync(nobody, gone, default))!.GoneReason);
        Assert.Null(await hub.Get<Holdings>().PublicTombstoneAsync(nobody, uid, default));
        var members = (await share.RunAsync(mei, Advice with { Audience = ["community"] })).Value.Uid;
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(mei, members, "no longer true")).Refusal);
        Assert.Null(await hub.Get<Holdings>().PublicTombstoneAsync(nobody, members, default));
    }
}
