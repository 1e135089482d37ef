using Infohub.Intelligence.Api;
using Infohub.Intelligence.Intake;
using Infohub.Intelligence.Posts;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Scoring;
using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
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
        services.AddSingleton<IListener, PostListener>();
        services.AddSingleton<LookUp>();
        AddSightings(services, ScoreSettings.From(settings));
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        ObjectsApi.Map(routes);
        SightingsApi.Map(routes);
    }

    private static void AddSightings(IServiceCollection services, ScoreSettings scoring)
    {
        services.AddSingleton(scoring).AddSingleton<ReadValues>().AddSingleton<GatherEvidence>().AddSingleton<BoardSettings>().AddSingleton<ValueBoards>();
        services.AddSingleton(s => new Scores(s.GetRequiredService<GatherEvidence>(), scoring));
        services.AddSingleton<SightingWriter>().AddSingleton<RecordSightings>().AddSingleton<TakeBackSighting>().AddSingleton<IListener, SightingListener>();
    }
}
