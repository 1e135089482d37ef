using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Confirm;
using Infohub.Community.SignIn.Mine;
using Infohub.Community.SignIn.Passkeys;
using Infohub.Community.SignIn.Recovery;
using Infohub.Community.SignIn.Welcome;
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
        services.AddSingleton<AudienceReaders>();
        services.AddSingleton<Governance.Elevations>();
        services.AddSingleton(SignInOptions.From(settings));
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInWithPassword>();
        services.AddSingleton<EndSession>();
        services.AddSingleton<EndOtherSessions>();
        AddSignIn(services, SignInOptions.From(settings));
    }

    private static void AddSignIn(IServiceCollection services, SignInOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<OneTimeLinks>().AddSingleton<Passwords>().AddSingleton<SecondFactors>().AddSingleton<Attempts>().AddSingleton<Sessions>().AddSingleton<Enrolment>();
        services.AddSingleton<SignInWithPassword>().AddSingleton<EndSession>().AddSingleton<EndOtherSessions>();
        services.AddSingleton<PasskeyStore>().AddSingleton<Ceremonies>().AddSingleton<SignInWithPasskey>().AddSingleton<AddPasskey>().AddSingleton<RenamePasskey>().AddSingleton<RemovePasskey>();
        services.AddSingleton<AcceptLink>().AddSingleton<AcceptTerms>().AddSingleton<ConfirmWithPassword>().AddSingleton<ConfirmWithPasskey>();
        services.AddSingleton<ChangePassword>().AddSingleton<ReplaceApp>().AddSingleton<ReplaceRecoveryCodes>().AddSingleton<ChangeSettings>().AddSingleton<MyAccount>().AddSingleton<PasskeyChanges>();
        services.AddSingleton<StartRecovery>().AddSingleton<ConfirmRecovery>().AddSingleton<CancelRecovery>().AddSingleton<MakeRecoveryLink>();
    }
}
