using Infohub.Exchange.Taxii;
using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
using Infohub.Platform.Modules;
using Infohub.Taxii.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Exchange;

/// <summary>The doors for machines of others, each in the words of its protocol.</summary>
public sealed class ExchangeModule : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddResponseCompression(static o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [TaxiiMedia.Bare];
        });
        services.AddSingleton<CollectionList>().AddSingleton<CollectionReader>().AddSingleton<AddObjects>().AddSingleton<StatusShelf>();
        services.AddJob("taxii.statuses", TimeSpan.FromHours(1), static (s, stop) => Sweeping.DeleteAsync(s.GetRequiredService<Database>(), "taxii_status", "uid", StatusShelf.IsOld, stop));
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) => TaxiiApi.Map(routes);
}
