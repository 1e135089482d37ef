using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Platform.Modules;

/// <summary>What a module brings: its only registration. Web/Hub.cs lists them.</summary>
public abstract class Module
{
    public Assembly Assembly => GetType().Assembly;

    public virtual void AddServices(IServiceCollection services, IConfiguration settings)
    {
    }

    public virtual void MapRoutes(IEndpointRouteBuilder routes)
    {
    }
}
