using Infohub.Intelligence.Api;
using Infohub.Intelligence.Brought;
using Infohub.Intelligence.Bundles;
using Infohub.Intelligence.Graph;
using Infohub.Intelligence.Intake;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Posts;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Scoring;
using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Tags;
using Infohub.Intelligence.Values;
using Infohub.Intelligence.WarningLists;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
using Infohub.Platform.Keys;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Intelligence;

/// <summary>Machine objects: what members share as STIX, taken in by one gate and connected under the law.</summary>
public sealed class IntelligenceModule : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(s => new Checks(s.GetRequiredService<FileInspection>()));
        services.AddSingleton(s => new Gate(
            s.GetRequiredService<Database>(), s.GetRequiredService<ItemWriter>(), s.GetRequiredService<ObjectWriter>(), s.GetRequiredService<KeyRing>(), s.GetRequiredService<Checks>()));
        services.AddSingleton<PostListener>().AddSingleton<IListener>(s => s.GetRequiredService<PostListener>()).AddSingleton<PostBackfill>();
        services.AddJob("objects.posts", TimeSpan.FromSeconds(10), static (s, stop) => s.GetRequiredService<PostBackfill>().RunAsync(stop));
        services.AddSingleton<LookUp>().AddSingleton<KnownObjects>().AddSingleton<IndexKeys>().AddSingleton<Correlate>().AddSingleton<FindObjects>().AddSingleton<OpenObject>().AddSingleton<DrawMatrix>().AddSingleton<Surrounding>().AddSingleton<DrawGraph>().AddSingleton<WriteBundle>();
        services.AddSingleton(s => new SelectedValues(s.GetRequiredService<ObjectShelf>()));
        services.AddSingleton(new NavEntry("/intelligence", "Intelligence", "affiliate", NavPlace.Rail, Order: 45));
        services.AddSingleton<BuiltInLists>();
        services.AddSingleton(s => new Public.WarningLists(s.GetRequiredService<Database>(), s.GetRequiredService<BuiltInLists>()));
        services.AddSingleton<ListDirectory>().AddSingleton<CheckValues>().AddSingleton<LoadWarningList>().AddSingleton<SwitchWarningList>().AddSingleton<RemoveWarningList>();
        services.AddSingleton(new NavEntry("/warning-lists", "Warning lists", "shield-check", NavPlace.More, Order: 13));
        services.AddJob(new Job("warning-lists.refresh", TimeSpan.FromSeconds(5), RefreshAsync) { InEveryProcess = true });
        AddSightings(services, ScoreSettings.From(settings));
        AddTags(services);
        services.AddSingleton(s => new BroughtObjects(s.GetRequiredService<Database>(), s.GetRequiredService<Holdings>(), s.GetRequiredService<Gate>()));
        services.AddSingleton(s => new ObjectCorrections(s.GetRequiredService<ItemObjects>(), s.GetRequiredService<ObjectShelf>(), s.GetRequiredService<Gate>(), s.GetRequiredService<KeyRing>()));
        services.AddSingleton<CarryBrought>().AddSingleton<IListener, BroughtListener>();
        services.AddJob("objects.brought", TimeSpan.FromSeconds(1), static (s, stop) => s.GetRequiredService<CarryBrought>().RunAsync(stop));
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        ObjectsApi.Map(routes);
        BundlesApi.Map(routes);
        WarningListsApi.Map(routes);
        SightingsApi.Map(routes);
    }

    /// <summary>So that pages, which do not wait for it, are a few seconds behind at most.</summary>
    private static async Task<string?> RefreshAsync(IServiceProvider services, CancellationToken stop)
    {
        await services.GetRequiredService<Public.WarningLists>().RefreshAsync(stop);
        return null;
    }

    private static void AddSightings(IServiceCollection services, ScoreSettings scoring)
    {
        services.AddSingleton(scoring).AddSingleton<ReadValues>().AddSingleton<GatherEvidence>().AddSingleton<BoardSettings>().AddSingleton<ValueBoards>();
        services.AddSingleton(s => new Scores(s.GetRequiredService<GatherEvidence>(), s.GetRequiredService<VersionRows>(), s.GetRequiredService<KeyRing>(), scoring)).AddSingleton<RankChosen>();
        services.AddSingleton<SightingWriter>().AddSingleton<RecordSightings>().AddSingleton<TakeBackSighting>().AddSingleton<AttributeSighting>().AddSingleton<AskUnnamed>().AddSingleton<IListener, SightingListener>();
    }

    private static void AddTags(IServiceCollection services)
    {
        services.AddSingleton<VocabularyShelf>().AddSingleton<OfferVocabulary>().AddSingleton<KeepVocabulary>().AddSingleton(s => new TagWords(s.GetRequiredService<VocabularyShelf>()));
        services.AddSingleton(new NavEntry("/taxonomies", "Taxonomies", "tag", NavPlace.More, Order: 14));
        services.AddJob(new Job("tags.refresh", TimeSpan.FromSeconds(5), static async (s, stop) =>
        {
            await s.GetRequiredService<TagWords>().RefreshAsync(stop);
            return null;
        })
        { InEveryProcess = true });
    }
}
