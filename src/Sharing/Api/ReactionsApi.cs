using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Sharing.Comments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.Api;

/// <summary>Reactions to a post by REST.</summary>
internal static class ReactionsApi
{
    public static void Map(RouteGroupBuilder posts)
    {
        posts.MapPut("{id}/reactions/{kind}", ReactAsync).WithSummary("Seen here too, acknowledged, useful or thanks").Produces(204);
        posts.MapDelete("{id}/reactions/{kind}", TakeBackAsync).WithSummary("Take a reaction back").Produces(204);
        posts.MapPut("{id}/comments/{comment}/reactions/{kind}", ReactToCommentAsync).WithSummary("Thank for a comment, or agree with it").Produces(204);
        posts.MapDelete("{id}/comments/{comment}/reactions/{kind}", TakeBackFromCommentAsync).WithSummary("Take a reaction to a comment back").Produces(204);
    }

    /// <summary>By kind; null where there is none.</summary>
    public static IReadOnlyDictionary<string, int>? Counted(IReadOnlyList<ReactionCard> reactions, Func<int, string> word) =>
        reactions.Count == 0 ? null : reactions.GroupBy(r => r.Kind).ToDictionary(g => word(g.Key), g => g.Count(), StringComparer.Ordinal);

    private static async Task<IResult> ReactAsync(string id, string kind, CurrentViewer current, React react, CancellationToken stop) =>
        (await react.RunAsync(current.Viewer, id, kind, true, stop: stop)).Answer(_ => Results.NoContent());

    private static async Task<IResult> ReactToCommentAsync(string id, string comment, string kind, CurrentViewer current, ReactToComment react, CancellationToken stop) =>
        (await react.RunAsync(current.Viewer, id, comment, kind, true, stop)).Answer(_ => Results.NoContent());

    private static async Task<IResult> TakeBackFromCommentAsync(string id, string comment, string kind, CurrentViewer current, ReactToComment react, CancellationToken stop) =>
        (await react.RunAsync(current.Viewer, id, comment, kind, false, stop)).Answer(_ => Results.NoContent());

    private static async Task<IResult> TakeBackAsync(string id, string kind, CurrentViewer current, React react, CancellationToken stop) =>
        (await react.RunAsync(current.Viewer, id, kind, false, stop: stop)).Answer(_ => Results.NoContent());
}
