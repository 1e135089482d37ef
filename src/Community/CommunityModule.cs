using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.Viewers;
using Infohub.Platform.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Community;

/// <summary>Organisations, people, sign-in, circles, keys; owns Viewer and Audience.</summary>
public sealed class CommunityModule : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddScoped<CurrentViewer>();
        services.AddSingleton<ViewerSource>();
        services.AddSingleton<AudienceRules>();
        services.AddSingleton(SignInOptions.From(settings));
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInWithPassword>();
        services.AddSingleton<EndSession>();
        services.AddSingleton<EndOtherSessions>();
    }
}
