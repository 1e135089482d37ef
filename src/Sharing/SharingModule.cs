using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Infohub.Sharing.Activity;
using Infohub.Sharing.Api;
using Infohub.Sharing.Collections;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Departed;
using Infohub.Sharing.Disclosures;
using Infohub.Sharing.Items;
using Infohub.Sharing.Feeds;
using Infohub.Sharing.Find;
using Infohub.Sharing.Guidance;
using Infohub.Sharing.Help;
using Infohub.Sharing.Home;
using Infohub.Sharing.Import;
using Infohub.Sharing.LookUp;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Proposals;
using Infohub.Sharing.PublicZone;
using Infohub.Sharing.Record;
using Infohub.Sharing.Streams;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing;

/// <summary>Posts, comments, passing on: what members do with each other's information.</summary>
public sealed class SharingModule : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<PostReader>();
        services.AddSingleton<SharePost>().AddSingleton<SharedBefore>();
        services.AddSingleton<SaveDraft>();
        services.AddSingleton<OpenDraft>();
        services.AddSingleton<TakeOffFiles>();
        services.AddSingleton<Translations>();
        services.AddSingleton<Drafting>();
        services.AddSingleton<IListener, TranslationListener>();
        services.AddSingleton<RecentAudiences>();
        services.AddSingleton<RevisePost>();
        services.AddSingleton<RelabelPost>();
        services.AddSingleton<WithdrawPost>();
        services.AddSingleton<OpenAttribution>();
        services.AddSingleton<AttachFile>();
        services.AddSingleton<Discussion>();
        services.AddSingleton<AddComment>().AddSingleton<Mentions>().AddSingleton<CommentImages>().AddSingleton<AddCommentImage>();
        services.AddSingleton<DeleteComment>().AddSingleton<EditComment>().AddSingleton<AcceptAnswer>();
        services.AddSingleton<React>().AddSingleton<ReactToComment>().AddSingleton<Reactions>().AddSingleton<Acknowledgements>();
        services.AddSingleton<IListener, DiscussionListener>();
        services.AddSingleton<PassOn>();
        services.AddSingleton<AskWider>();
        services.AddSingleton<AnswerWider>();
        services.AddSingleton<WiderAsks>();
        services.AddSingleton<AudienceChoices>();
        services.AddSingleton<AudiencePreviews>();
        services.AddSingleton<ModerateItem>().AddSingleton<ActOnOrphan>();
        services.AddSingleton<HidingList>();
        services.AddSingleton<WithdrawDeparted>();
        services.AddSingleton<ReportItem>();
        services.AddSingleton<ReportBook>();
        services.AddSingleton<IListener, ReportListener>();
        services.AddSingleton<ReportDisclosure>();
        AddProposals(services);
        AddCollections(services);
        AddImport(services);
        AddFeeds(services);
        AddStreams(services);
        services.AddSingleton<Syndication>();
        AddGuidance(services);
        services.AddSingleton(FirstWarning.Step);
        services.AddSingleton<HelpBook>();
        services.AddSingleton<RecordBook>();
        AddActivity(services);
        services.AddSingleton(new PublicNavEntry("/public", "Public warnings", Order: 10));
        services.AddSingleton(new PublicNavEntry("/public/guidance", "Guidance", Order: 20));
        services.AddSingleton(new PublicNavEntry("/help", "Help", Order: 80));
        services.AddSingleton(new PublicNavEntry("/hidden", "Hidden by officers, and why", Order: 90));
        services.AddSingleton(new NavEntry("/drafts", "My drafts", "pencil", NavPlace.More, Order: 10));
        services.AddSingleton(new NavEntry("/follows", "What I follow", "eye", NavPlace.More, Order: 11));
        services.AddSingleton(new NavEntry("/lookup", "Look up many values", "list-details", NavPlace.More, Order: 12));
        services.AddSingleton(new NavEntry("/", "Home", "home", NavPlace.Tab, Order: 1));
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        PostsApi.Map(routes);
        ReadersApi.Map(routes);
        ItemFiles.Map(routes);
        PartFinderApi.Map(routes);
        IndicatorFiles.Map(routes);
        MentionApi.Map(routes);
        FeedsApi.Map(routes);
        PublicApi.Map(routes);
        RecordApi.Map(routes);
    }

    private static void AddImport(IServiceCollection services) =>
        services.AddSingleton<ReadPdf>().AddSingleton<StartImport>().AddSingleton<MakeFromTable>().AddSingleton<FinishText>()
            .AddSingleton(new NavEntry("/import", "Import", "upload", NavPlace.More, Order: 13));

    private static void AddProposals(IServiceCollection services) =>
        services.AddSingleton<ProposeCorrection>().AddSingleton<AnswerProposal>().AddSingleton<TakeBackProposal>().AddSingleton<ProposalBook>().AddSingleton<IListener, ProposalListener>()
            .AddSingleton(new PageSection("/items/{uid}/sightings", "/Sharing/Proposals/_OfItem.cshtml"));

    private static void AddCollections(IServiceCollection services) =>
        services.AddSingleton<ChangeCollection>().AddSingleton<KeepInCollection>().AddSingleton<OpenCollection>().AddSingleton(new WrappedColumn("collection", "id", "wrapped_key"))
            .AddSingleton(new PageSection("/intelligence/value", "/Sharing/Collections/_KeepValue.cshtml")).AddSingleton(new PageSection("/intelligence/objects/{id}", "/Sharing/Collections/_KeepObject.cshtml"))
            .AddSingleton(new NavEntry("/collections", "My collections", "folder", NavPlace.More, Order: 12));

    private static void AddActivity(IServiceCollection services)
    {
        services.AddSingleton<Contributions>();
        services.AddSingleton(new PageSection("/circles/{uid}", "/Sharing/Activity/_OfCircle.cshtml"));
        services.AddSingleton(new PageSection("/organisations/{uid}", "/Sharing/Activity/_OfOrganisation.cshtml"));
        services.AddSingleton(new PageSection("/people/{uid}", "/Sharing/Activity/_OfPerson.cshtml"));
    }

    private static void AddStreams(IServiceCollection services)
    {
        services.AddSingleton<ReadStream>().AddSingleton<ReadSide>().AddSingleton<TypedFilters>().AddSingleton<LookUpPasted>().AddSingleton<WriteDetectionFile>();
        services.AddSingleton<AddChoice>().AddSingleton<RemoveChoice>().AddSingleton<KeepBookmark>().AddSingleton<MarkAllRead>().AddSingleton<DismissWarning>().AddSingleton<SaveView>().AddSingleton<ChangeView>();
        services.AddSingleton(s => new StreamActs(
            s.GetRequiredService<AddChoice>(), s.GetRequiredService<RemoveChoice>(), s.GetRequiredService<KeepBookmark>(), s.GetRequiredService<MarkAllRead>(), s.GetRequiredService<DismissWarning>())
        {
            Save = s.GetRequiredService<SaveView>(),
            Change = s.GetRequiredService<ChangeView>(),
            Tell = s.GetRequiredService<TellOfView>(),
        });
        services.AddSingleton<TellOfView>().AddSingleton<IListener, ViewListener>();
        services.AddSingleton<SeenBook>().AddHostedService(s => s.GetRequiredService<SeenBook>());
        services.Configure<MvcOptions>(o => o.Filters.Add<MarkFilter>());
    }

    private static void AddGuidance(IServiceCollection services) =>
        services.AddSingleton<GuidanceShelf>().AddSingleton<PublishGuidance>().AddSingleton<WithdrawGuidance>().AddSingleton<GuidanceFeed>();

    private static void AddFeeds(IServiceCollection services)
    {
        services.AddSingleton<FeedValues>().AddSingleton<LastGood>().AddSingleton<FeedDoor>().AddSingleton<BlockList>().AddSingleton<JsonFeed>();
        services.AddSingleton<FeedShelf>().AddSingleton<MakeFeed>().AddSingleton<BindFeed>().AddSingleton<EndFeed>().AddSingleton<FeedPages>();
        services.AddSingleton<IListener, FeedListener>();
        services.AddSingleton(new NavEntry("/rising", "What rises", "trending-up", NavPlace.Rail, Order: 70));
        services.AddSingleton(new NavEntry("/feeds", "Feeds", "rss", NavPlace.Rail, Order: 80));
        services.AddSingleton(new NavEntry("/public", "Public warnings", "world", NavPlace.Rail, Order: 90));
        services.AddSingleton(new NavEntry("/officers/record", "Record of acts", "history", NavPlace.Rail, Order: 910, For: Allow.Auditor));
    }
}
