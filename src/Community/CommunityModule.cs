using Infohub.Community.Circles;
using Infohub.Community.Clients;
using Infohub.Community.Governance;
using Infohub.Community.Keys;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.Settings;
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
        AddMembership(services);
        AddCircles(services);
    }

    private static void AddMembership(IServiceCollection services)
    {
        services.AddSingleton<AudienceReaders>();
        services.AddSingleton<SetUpToken>();
        services.AddSingleton<SetUpCommunity>();
        services.AddSingleton<ChangeCommunitySettings>();
        services.AddSingleton<AcceptTermsFor>();
        services.AddSingleton<Elevations>();
        services.AddSingleton<SectorCircles>();
        services.AddSingleton<AddOrganisation>();
        services.AddSingleton<EditOrganisation>();
        services.AddSingleton<SetOrganisationState>();
        services.AddSingleton<InvitePerson>();
        services.AddSingleton<InviteAgain>();
        services.AddSingleton<SetPersonState>();
        services.AddSingleton<MovePerson>();
        services.AddSingleton<SetRoles>();
        services.AddSingleton<EndSessionsOf>();
        services.AddSingleton<ProposeClient>();
        services.AddSingleton<ConfirmClient>();
        services.AddSingleton<EndClient>();
        services.AddSingleton<MakeKey>();
        services.AddSingleton<SetKeyCeiling>();
        services.AddSingleton<RevokeKey>();
    }

    private static void AddCircles(IServiceCollection services)
    {
        services.AddSingleton<FoundCircle>();
        services.AddSingleton<SetCircleManners>();
        services.AddSingleton<JoinCircle>();
        services.AddSingleton<AdmitToCircle>();
        services.AddSingleton<RefuseFromCircle>();
        services.AddSingleton<InviteToCircle>();
        services.AddSingleton<RemoveFromCircle>();
        services.AddSingleton<LeaveCircle>();
        services.AddSingleton<CloseCircle>();
        services.AddSingleton<AddCircleOwner>();
        services.AddSingleton<RemoveCircleOwner>();
    }
}
