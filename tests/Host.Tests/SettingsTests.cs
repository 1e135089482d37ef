using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>What the community set stands on its pages: its name, its languages, and the sites to which links stay live (law C3).</summary>
public sealed class SettingsTests
{
    [Fact]
    public async Task The_name_the_languages_and_the_trusted_sites_are_used()
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        await hub.Get<Database>().WriteAsync(
            async tx =>
            {
                foreach (var (name, value) in (ValueTuple<string, string>[])[("name.en", "Harbour City Shares"), ("languages", "en zh-Hant"), ("trusted-sites", "good.example")])
                {
                    await tx.RunAsync("insert into setting(name, value) values (@name, @value) on conflict(name) do update set value = excluded.value", default, ("name", name), ("value", value));
                }
            },
            default);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var uid = await mei.ShareByKeyAsync(new
        {
            kind = "question",
            label = "TLP:CLEAR",
            audience = new[] { "public" },
            title = "Which advice?",
            body = "See https://good.example/advice and https://bad.example/advice.",
        });
        foreach (var path in (string[])[$"/items/{uid}", $"/items/{uid}/print", $"/public/{uid}"])
        {
            var page = path.StartsWith("/public/", StringComparison.Ordinal) ? await hub.Client.GetStringAsync(path) : await mei.ReadAsync(path);
            Assert.Contains("href=\"https://good.example/advice\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"https://bad.example", page, StringComparison.Ordinal);
            Assert.Contains("Harbour City Shares", page, StringComparison.Ordinal);
            Assert.DoesNotContain("简体中文", page, StringComparison.Ordinal);
        }

        Assert.Contains("Harbour City Shares", await hub.Client.GetStringAsync("/public/rss"), StringComparison.Ordinal);
    }
}
