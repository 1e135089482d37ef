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
        posts.MapPut("{id}/reactions/{kind}", ReactAsync).WithSummary("Seen here too, acknowledged or useful").Produces(204);
        posts.MapDelete("{id}/reactions/{kind}", TakeBackAsync).WithSummary("Take a reaction back").Produces(204);
    }

    /// <summary>By kind; null where there is none.</summary>
    public static IReadOnlyDictionary<string, int>? Counted(List<ReactionCard> reactions) =>
        reactions.Count == 0 ? null : reactions.GroupBy(r => r.Kind).ToDictionary(g => ReactionKind.Word(g.Key), g => g.Count(), StringComparer.Ordinal);

    private static async Task<IResult> ReactAsync(string id, string kind, CurrentViewer current, React react, CancellationToken stop) =>
        (await react.RunAsync(current.Viewer, id, kind, true, stop: stop)).Answer(_ => Results.NoContent());

    private static async Task<IResult> TakeBackAsync(string id, string kind, CurrentViewer current, React react, CancellationToken stop) =>
        (await react.RunAsync(current.Viewer, id, kind, false, stop: stop)).Answer(_ => Results.NoContent());
}
