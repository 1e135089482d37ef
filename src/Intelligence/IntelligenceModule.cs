using Infohub.Intelligence.Api;
using Infohub.Intelligence.Brought;
using Infohub.Intelligence.Intake;
using Infohub.Intelligence.Posts;
using Infohub.Intelligence.Public;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
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
        services.AddSingleton(s => new BroughtObjects(s.GetRequiredService<Database>(), s.GetRequiredService<Holdings>(), s.GetRequiredService<Gate>()));
        services.AddSingleton<CarryBrought>().AddSingleton<IListener, BroughtListener>();
        services.AddJob("objects.brought", TimeSpan.FromSeconds(1), static (s, stop) => s.GetRequiredService<CarryBrought>().RunAsync(stop));
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) => ObjectsApi.Map(routes);
}
