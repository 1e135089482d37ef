using Infohub.Platform.Modules;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;
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
    }
}
