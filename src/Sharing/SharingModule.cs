using Infohub.Platform.Modules;
using Infohub.Platform.Ui;
using Infohub.Sharing.Api;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Disclosures;
using Infohub.Sharing.Items;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;
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
        services.AddSingleton<SharePost>();
        services.AddSingleton<SaveDraft>();
        services.AddSingleton<RevisePost>();
        services.AddSingleton<RelabelPost>();
        services.AddSingleton<WithdrawPost>();
        services.AddSingleton<OpenAttribution>();
        services.AddSingleton<AttachFile>();
        services.AddSingleton<Discussion>();
        services.AddSingleton<AddComment>();
        services.AddSingleton<DeleteComment>();
        services.AddSingleton<PassOn>();
        services.AddSingleton<AskWider>();
        services.AddSingleton<AnswerWider>();
        services.AddSingleton<WiderAsks>();
        services.AddSingleton<AudienceChoices>();
        services.AddSingleton<AudiencePreviews>();
        services.AddSingleton<ModerateItem>();
        services.AddSingleton<HidingList>();
        services.AddSingleton<ReportDisclosure>();
        services.AddSingleton(new NavEntry("/", "Home", "home", WideOnly: false, Order: 1));
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        PostsApi.Map(routes);
        ItemFiles.Map(routes);
    }
}
