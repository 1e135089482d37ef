using Infohub.Community.Public;
using Infohub.Library.Erasures;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform;
using Infohub.Platform.Backups;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Platform;

public sealed class BackupTests
{
    private static readonly PostInput Post = new() { Kind = "early-warning", Label = "TLP:GREEN", Audience = ["community"], Title = "Sign-in page copied", Body = "On hxxps://bad[.]example" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_erased_after_the_backup_is_erased_again_after_the_restore(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        var kept = (await hub.Get<SharePost>().RunAsync(mei, Post)).Value.Uid;
        var erased = (await hub.Get<SharePost>().RunAsync(mei, Post)).Value.Uid;
        Assert.Null((await hub.Get<AttachFile>().RunAsync(mei, erased, [new Upload("list.txt", "203.0.113.88"u8.ToArray())], default)).Refusal);
        var places = hub.Get<HubPlaces>();
        var file = Assert.Single(Directory.GetFiles(places.Files, "*", SearchOption.AllDirectories));
        var backup = Path.Combine(places.DataDirectory, "backup.tar");
        var made = await hub.Get<MakeBackup>().RunAsync(backup, withKeys: true);
        Assert.Null(made.Refusal);
        Assert.Contains(made.Value.Files, f => f.Path.EndsWith("keyring.json", StringComparison.Ordinal));

        var gone = new List<string>();
        await hub.Database.WriteAsync(tx => hub.Get<ItemKeeper>().EraseAsync(tx, mei, erased, "by order", gone, default), default);
        var at = await hub.NumberAsync("select at from erasure");
        hub.Clock.Advance(TimeSpan.FromHours(1));
        hub.Get<ItemKeeper>().DeleteFiles(gone);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.False(File.Exists(file));

        await using var restored = await RestoreAsync(engine, backup, Path.Combine(places.DataDirectory, MakeBackup.ErasuresFile));
        Assert.Equal(1, await restored.Get<ReplayErasures>().RunAsync());
        Assert.Equal(at, await restored.NumberAsync($"select gone_at from item where uid = '{erased}'"));
        Assert.Equal(at, await restored.NumberAsync($"select at from erasure where item_uid = '{erased}'"));
        await restored.Get<OutboxPump>().DrainAsync(default);
        var reader = await restored.ViewerAsync(mei.PersonId);
        Assert.Equal(Disclosure.Full, (await restored.Get<Holdings>().OpenAsync(reader, Channel.Page, kept, null, default)).Value.Card.Shows);
        var again = (await restored.Get<Holdings>().OpenAsync(reader, Channel.Page, erased, null, default)).Value;
        Assert.Null(again.Content);
        Assert.Equal("", again.Card.Title);
        Assert.Equal(0, await restored.NumberAsync("select count(*) from item_version v join item i on i.seq = v.item_seq where i.state = 4 and (v.body is not null or v.head is not null)"));
        Assert.Equal(0, await restored.NumberAsync("select count(*) from attachment"));
        Assert.Empty(Directory.GetFiles(restored.Get<HubPlaces>().Files, "*", SearchOption.AllDirectories));
        Assert.Single((await restored.Get<Holdings>().ListAsync(reader, Channel.List, new ItemQuery { Text = "copied" }, default)).Value.Cards);
        Assert.Equal(0, await restored.Get<ReplayErasures>().RunAsync());
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_erased_while_the_backup_was_made_is_erased_again(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        var erased = (await hub.Get<SharePost>().RunAsync(mei, Post)).Value.Uid;
        var places = hub.Get<HubPlaces>();
        // The list is copied after the database.
        await File.WriteAllTextAsync(Path.Combine(places.DataDirectory, MakeBackup.ErasuresFile), $"\n{erased} 7\n");
        var backup = Path.Combine(places.DataDirectory, "backup.tar");
        Assert.Null((await hub.Get<MakeBackup>().RunAsync(backup, withKeys: true)).Refusal);
        await using var restored = await RestoreAsync(engine, backup);
        Assert.Equal(1, await restored.Get<ReplayErasures>().RunAsync());
        Assert.Equal(7, await restored.NumberAsync($"select gone_at from item where uid = '{erased}'"));
    }

    [Fact]
    public async Task A_list_of_files_that_was_cut_short_is_an_unfinished_backup()
    {
        await using var hub = await TestHub.StartAsync(Engine.Sqlite);
        var backup = Path.Combine(hub.Get<HubPlaces>().DataDirectory, "backup");
        Assert.Null((await hub.Get<MakeBackup>().RunAsync(backup, withKeys: true)).Refusal);
        await using (var list = File.OpenWrite(Path.Combine(backup, BackupManifest.Name)))
        {
            list.SetLength(40);
        }

        var elsewhere = Directory.CreateTempSubdirectory("infohub-test-").FullName;
        var refused = await UnpackBackup.RunAsync(backup, new HubPlaces(elsewhere, new StoreAddress(Engine.Sqlite, Path.Combine(elsewhere, "infohub.db")), Demo: true), force: false);
        Assert.Equal("backup-unfinished", refused.Refusal!.Code);
        Directory.Delete(elsewhere, recursive: true);
    }

    [Theory]
    [InlineData("Host=db;Database=hub", "prefer", null)]
    [InlineData("Host=db;Database=hub;SSL Mode=VerifyFull;Root Certificate=/etc/ca.pem", "verify-full", "/etc/ca.pem")]
    [InlineData("Host=db;Database=hub;SSL Mode=VerifyCA", "verify-ca", null)]
    [InlineData("Host=db;Database=hub;SSL Mode=Require", "require", null)]
    public void The_tools_of_a_backup_ask_of_TLS_what_the_hub_asks(string target, string mode, string? root)
    {
        var set = PostgresTools.Environment(new(target));
        Assert.Equal(mode, set["PGSSLMODE"]);
        Assert.Equal(root, set.GetValueOrDefault("PGSSLROOTCERT"));
    }

    [Fact]
    public async Task A_damaged_backup_and_a_place_that_is_taken_are_refused()
    {
        await using var hub = await TestHub.StartAsync(Engine.Sqlite);
        var places = hub.Get<HubPlaces>();
        var backup = Path.Combine(places.DataDirectory, "backup");
        Assert.Null((await hub.Get<MakeBackup>().RunAsync(backup, withKeys: false)).Refusal);
        Assert.False(Directory.Exists(Path.Combine(backup, "keys")));
        Assert.Equal(RefusalKind.Conflict, (await hub.Get<MakeBackup>().RunAsync(backup, withKeys: false)).Refusal!.Kind);
        Assert.Equal("restore-over", (await UnpackBackup.RunAsync(backup, places with { Store = new StoreAddress(Engine.Sqlite, hub.Database.File!) }, force: false)).Refusal!.Code);
        await File.AppendAllTextAsync(Path.Combine(backup, "infohub.db"), "x");
        var elsewhere = Directory.CreateTempSubdirectory("infohub-test-").FullName;
        var refused = await UnpackBackup.RunAsync(backup, new HubPlaces(elsewhere, new StoreAddress(Engine.Sqlite, Path.Combine(elsewhere, "infohub.db")), Demo: true), force: false);
        Assert.Equal("backup-damaged", refused.Refusal!.Code);
        Assert.False(File.Exists(Path.Combine(elsewhere, "infohub.db")));
        Directory.Delete(elsewhere, recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    [InlineData(5000)]
    public async Task A_packed_backup_that_was_cut_short_is_refused_and_leaves_nothing(int bytes)
    {
        await using var hub = await TestHub.StartAsync(Engine.Sqlite);
        var backup = Path.Combine(hub.Get<HubPlaces>().DataDirectory, "backup.tar");
        Assert.Null((await hub.Get<MakeBackup>().RunAsync(backup, withKeys: true)).Refusal);
        await using (var file = File.OpenWrite(backup))
        {
            file.SetLength(bytes);
        }

        var elsewhere = Directory.CreateTempSubdirectory("infohub-test-").FullName;
        var refused = await UnpackBackup.RunAsync(backup, new HubPlaces(elsewhere, new StoreAddress(Engine.Sqlite, Path.Combine(elsewhere, "infohub.db")), Demo: true), force: false);
        Assert.Contains(refused.Refusal!.Code, (string[])["backup-damaged", "backup-unfinished"]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        Directory.Delete(elsewhere);
    }

    [Fact]
    public async Task A_kept_file_that_is_damaged_stops_the_backup()
    {
        await using var hub = await TestHub.StartAsync(Engine.Sqlite);
        var places = hub.Get<HubPlaces>();
        var damaged = Path.Combine(places.Files, "ab", new string('a', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(damaged)!);
        await File.WriteAllTextAsync(damaged, "x");
        var backup = Path.Combine(places.DataDirectory, "backup.tar");
        Assert.Equal("backup-file", (await hub.Get<MakeBackup>().RunAsync(backup, withKeys: true)).Refusal!.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(places.DataDirectory, "backup*"));
    }

    private static async Task<TestHub> RestoreAsync(Engine engine, string backup, string? erasures = null)
    {
        var directory = Directory.CreateTempSubdirectory("infohub-test-").FullName;
        var name = engine == Engine.Postgres ? "t_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal) : null;
        var store = name is null ? new StoreAddress(Engine.Sqlite, Path.Combine(directory, "infohub.db")) : new StoreAddress(Engine.Postgres, await TestPostgres.CreateAsync(name));
        var places = new HubPlaces(directory, store, Demo: true);
        var unpacked = await UnpackBackup.RunAsync(backup, places, force: false);
        Assert.Null(unpacked.Refusal);
        Assert.True(File.Exists(DataHold.Marker(directory)));
        if (erasures is not null)
        {
            Assert.Equal(1, new ErasureLog(places).Merge(erasures));
        }

        return await TestHub.OpenAsync(places, name);
    }
}
