using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform;
using Infohub.Platform.Backups;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Platform;

public sealed class KeyRotationTests
{
    private static readonly PostInput Post = new() { Kind = "early-warning", Label = "TLP:GREEN", Audience = ["community"], Title = "Before", Body = "and after" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task After_a_rotation_everything_opens_without_the_old_key(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        var before = (await hub.Get<SharePost>().RunAsync(mei, Post)).Value.Uid;

        // Another process over the same key file, which knows nothing of the rotation.
        var elsewhere = KeyRing.Open(hub.Get<HubPlaces>().KeyFile);
        Assert.Equal(1, await hub.Get<RotateKeys>().RunAsync());
        var wrapped = await hub.Database.ReadAsync(sql => sql.FirstAsync("select wrapped_key from item", static r => r.Bytes(0), default), default);
        Assert.Equal(2, KeyRing.NumberOf(wrapped));
        Assert.Equal(32, elsewhere.Unwrap(wrapped!).Length);
        Assert.Equal(2, KeyRing.NumberOf(elsewhere.Wrap(new byte[32])));

        var after = (await hub.Get<SharePost>().RunAsync(mei, Post)).Value.Uid;
        Assert.Equal(0, await hub.Get<RotateKeys>().ForgetAsync());
        Assert.Equal([2], hub.Get<KeyRing>().Numbers);
        foreach (var uid in (string[])[before, after])
        {
            Assert.Equal("and after", (await hub.Get<Holdings>().OpenAsync(mei, Channel.Page, uid, null, default)).Value.Content!.Body);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Each_rotation_makes_a_key_and_one_that_was_cut_short_goes_on_without_another(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        await hub.Get<SharePost>().RunAsync(mei, Post);
        var ring = hub.Get<KeyRing>();
        Assert.Equal(1, await hub.Get<RotateKeys>().RunAsync());
        Assert.Equal(1, await hub.Get<RotateKeys>().RunAsync());
        Assert.Equal(3, ring.Newest);
        Assert.Equal([1, 2, 3], ring.Numbers);

        ring.Rotate();
        Assert.True(KeyRing.Open(hub.Get<HubPlaces>().KeyFile).IsWrappingAnew);
        Assert.Equal(1, await hub.Get<RotateKeys>().RunAsync());
        Assert.Equal(4, ring.Newest);
        Assert.False(KeyRing.Open(hub.Get<HubPlaces>().KeyFile).IsWrappingAnew);
    }

    /// <summary>SQLite has one writer: nobody holds rows there beside it.</summary>
    [Fact]
    public async Task A_slice_that_others_undid_is_begun_again()
    {
        await using var hub = await TestHub.StartAsync(Engine.Postgres);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        await hub.Get<SharePost>().RunAsync(mei, Post);
        await hub.Get<SharePost>().RunAsync(mei, Post);
        var items = await hub.Database.ReadAsync(sql => sql.ListAsync("select seq from item order by seq", static r => r.Long(0), default), default);
        Task<long>? rotation = null;
        await hub.Database.WriteAsync(
            async tx =>
            {
                // The other is to be undone, not this.
                await tx.RunAsync("set local deadlock_timeout = '1min'", default);
                await tx.RunAsync("update item set pap = pap where seq = @seq", default, ("seq", items[1]));
                rotation = Task.Run(() => hub.Get<RotateKeys>().RunAsync());
                // It has the first and waits for the second; that it waits in a circle the server finds after a second.
                await Task.Delay(300);
                await tx.RunAsync("update item set pap = pap where seq = @seq", default, ("seq", items[0]));
            },
            default);
        Assert.Equal(2, await rotation!);
    }

    [Fact]
    public void Two_rotations_at_once_are_one_after_the_other()
    {
        var place = Path.Combine(Directory.CreateTempSubdirectory("infohub-test-").FullName, "rotating");
        using (DataHold.Only(place))
        {
            Assert.Null(DataHold.Only(place));
        }

        using var next = DataHold.Only(place);
        Assert.NotNull(next);
    }
}
