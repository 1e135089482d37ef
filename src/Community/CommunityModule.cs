using Infohub.Community.Circles;
using Infohub.Community.Clients;
using Infohub.Community.FirstSteps;
using Infohub.Community.Governance;
using Infohub.Community.Keys;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Community.Settings;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Confirm;
using Infohub.Community.SignIn.Mine;
using Infohub.Community.SignIn.Passkeys;
using Infohub.Community.SignIn.Recovery;
using Infohub.Community.SignIn.Welcome;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ids;
using Infohub.Platform.Jobs;
using Infohub.Platform.Modules;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
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
        services.AddSingleton<ViewerDoor>();
        services.AddSingleton<KeyUses>();
        services.AddJob(new Job("keys.used", TimeSpan.FromMinutes(1), static (s, stop) => s.GetRequiredService<KeyUses>().FlushAsync(stop)) { InEveryProcess = true, AtEnd = true });
        services.Configure<MvcOptions>(o => o.Filters.Add<StillAllowed>(int.MinValue));
        services.AddSingleton<AudienceRules>();
        AddSignIn(services, SignInOptions.From(settings));
        AddMembership(services);
        AddCircles(services);
        AddDirectories(services);
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        OrganisationsApi.Map(routes);
        CirclesApi.Map(routes);
        KeysApi.Map(routes);
    }

    private static void AddDirectories(IServiceCollection services)
    {
        services.AddSingleton<OrganisationDirectory>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<CircleDirectory>();
        services.AddSingleton<KeyDirectory>();
        services.AddSingleton<PeopleList>();
        services.AddSingleton(new NavEntry("/circles", "Circles", "circles", NavPlace.Tab, Order: 40));
        services.AddSingleton(new NavEntry("/people", "People", "user-circle", NavPlace.Rail, Order: 49));
        services.AddSingleton(new NavEntry("/organisations", "Organisations", "building", NavPlace.Rail, Order: 50));
        services.AddSingleton(new NavEntry("/organisation", "Your organisation", "users", NavPlace.Rail, Order: 51));
        services.AddSingleton(new NavEntry("/officers", "For officers", "shield-check", NavPlace.Rail, Order: 900, For: Allow.Officer));
        AddFirstSteps(services);
        AddSweeps(services);
    }

    private static void AddFirstSteps(IServiceCollection services)
    {
        services.AddSingleton<StartGuide>();
        foreach (var step in CommunitySteps.All)
        {
            services.AddSingleton(step);
        }
    }

    private static void AddSweeps(IServiceCollection services)
    {
        Sweep(services, "session", "id", $"(ended_at > 0 and ended_at < @now - {30 * Micros.Day}) or seen_at < @now - {30 * Micros.Day}");
        Sweep(services, "one_time_link", "token", $"(used_at > 0 and used_at < @now - {30 * Micros.Day}) or expires_at < @now - {30 * Micros.Day}");
        Sweep(services, "challenge_used", "hash", $"at < @now - {Micros.Day}");
        Sweep(services, "attempt", "subject", $"last_at < @now - {2 * Micros.Day}");
    }

    private static void Sweep(IServiceCollection services, string table, string key, string where) =>
        services.AddJob(table.Replace('_', '-') + ".sweep", TimeSpan.FromHours(1), (s, stop) => Sweeping.DeleteAsync(s.GetRequiredService<Database>(), table, key, where, stop));

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

    private static void AddMembership(IServiceCollection services)
    {
        services.AddSingleton<AudienceReaders>();
        services.AddSingleton<SetUpToken>();
        services.AddSingleton<SetUpCommunity>();
        services.AddSingleton<ChangeCommunitySettings>();
        services.AddSingleton<TermsTemplate>();
        services.AddSingleton<CurrentSettings>();
        services.AddSingleton<AcceptTermsFor>();
        services.AddSingleton<Elevations>();
        services.AddSingleton(s => new SealKeepers(s.GetRequiredService<Database>(), s.GetRequiredService<Attempts>()))
            .AddSingleton(s => new MakeSealKey(s.GetRequiredService<Database>(), s.GetRequiredService<SignInOptions>(), s.GetRequiredService<IIdSource>())).AddSingleton<GiveUpSealKey>();
        services.AddSingleton<SectorCircles>();
        services.AddSingleton<AddOrganisation>();
        services.AddSingleton<EditOrganisation>();
        services.AddSingleton<SetOrganisationState>();
        services.AddSingleton<LeaveCommunity>();
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
        services.AddSingleton<BindCertificate>();
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
