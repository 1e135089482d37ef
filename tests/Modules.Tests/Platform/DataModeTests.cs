using Infohub.Platform;
using Infohub.Platform.Backups;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Modules.Tests.Platform;

public sealed class DataModeTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_real_hub_stays_real_when_it_is_started_without_a_word(Engine engine)
    {
        await using var place = await Place.MakeAsync(engine);
        Assert.False((await SettleAsync(place.Hub with { Demo = false })).Value.Demo);
        Assert.False((await SettleAsync(place.Hub)).Value.Demo);
        Assert.False(DataMode.IsDemo(place.Hub.DataDirectory));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_demo_stays_a_demo_and_does_not_become_real(Engine engine)
    {
        await using var place = await Place.MakeAsync(engine);
        Assert.True((await SettleAsync(place.Hub)).Value.Demo);
        Assert.True((await SettleAsync(place.Hub)).Value.Demo);
        Assert.Equal("mode-demo", (await SettleAsync(place.Hub with { Demo = false })).Refusal?.Code);
        Assert.True(DataMode.IsDemo(place.Hub.DataDirectory));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_database_with_a_new_directory_is_refused_until_its_keys_are_there(Engine engine)
    {
        await using var place = await Place.MakeAsync(engine);
        Assert.Null((await SettleAsync(place.Hub with { Demo = false })).Refusal);
        var moved = place.Hub with { DataDirectory = place.Elsewhere };
        Assert.Equal("mode-keys", (await SettleAsync(moved)).Refusal?.Code);
        Assert.False(File.Exists(moved.KeyFile));

        Directory.CreateDirectory(Path.GetDirectoryName(moved.KeyFile)!);
        File.Copy(place.Hub.KeyFile, moved.KeyFile);
        Assert.False((await SettleAsync(moved)).Value.Demo);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_directory_does_not_go_with_the_database_of_another_hub(Engine engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await using var other = await Place.MakeAsync(engine);
        Assert.Null((await SettleAsync(place.Hub with { Demo = false })).Refusal);
        // a new database first, then one that is a demo's
        Assert.Equal("mode-directory", (await SettleAsync(place.Hub with { Store = other.Hub.Store })).Refusal?.Code);
        Assert.Null((await SettleAsync(other.Hub)).Refusal);
        Assert.Equal("mode-directory", (await SettleAsync(place.Hub with { Store = other.Hub.Store })).Refusal?.Code);
    }

    private static Task<Outcome<HubPlaces>> SettleAsync(HubPlaces places) => DataMode.SettleAsync(places, [typeof(DataMode).Assembly]);

    /// <summary>A new data directory and a new database, both gone at the end.</summary>
    private sealed class Place(HubPlaces hub, string? postgresDatabase) : IAsyncDisposable
    {
        public HubPlaces Hub { get; } = hub;

        public string Elsewhere { get; } = Directory.CreateTempSubdirectory("infohub-test-").FullName;

        public static async Task<Place> MakeAsync(Engine engine)
        {
            var directory = Directory.CreateTempSubdirectory("infohub-test-").FullName;
            var name = engine == Engine.Postgres ? "t_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal) : null;
            var store = name is null ? new StoreAddress(Engine.Sqlite, Path.Combine(directory, "hub.db")) : new StoreAddress(Engine.Postgres, await TestPostgres.CreateAsync(name));
            return new Place(new HubPlaces(directory, store, Demo: true), name);
        }

        public async ValueTask DisposeAsync()
        {
            if (postgresDatabase is not null)
            {
                await TestPostgres.DropAsync(postgresDatabase);
            }

            Directory.Delete(Hub.DataDirectory, recursive: true);
            Directory.Delete(Elsewhere, recursive: true);
        }
    }
}
