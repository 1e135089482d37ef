using Infohub.Community.Public;
using Microsoft.AspNetCore.Http;

namespace Infohub.Sharing.Posts;

/// <summary>What the form offers as readers: those used last, circles as a list, the others by name.</summary>
internal sealed record AudienceField(IReadOnlyList<RecentAudience> Recent, IReadOnlyList<AudienceChoice> Circles, PartFinder Others, PartFinder Reviewers)
{
    public static AudienceField Nothing { get; } = new([], [], Finder("parts", "audience", ["organisation", "person"], [], "", null), Finder("reviewers", "reviewers", ["person"], [], "", null));

    public static async Task<AudienceField> ReadAsync(Viewer viewer, AudienceChoices choices, RecentAudiences recent, ShareForm form, HttpRequest request, CancellationToken stop)
    {
        // Two fields of one name: the first finds readers, the second reviewers.
        var queries = request.HasFormContentType ? request.Form["find"] : default;
        var circles = await choices.CirclesAsync(viewer, stop);
        return new AudienceField(
            await recent.ListAsync(viewer, stop),
            circles,
            await FinderAsync("parts", "audience", ["organisation", "person"], [.. form.Audience.Where(w => circles.TrueForAll(c => c.Word != w))], queries.Count > 0 ? queries[0] ?? "" : ""),
            await FinderAsync("reviewers", "reviewers", ["person"], form.Reviewers, queries.Count > 1 ? queries[1] ?? "" : ""));

        async Task<PartFinder> FinderAsync(string id, string name, IReadOnlyList<string> kinds, IReadOnlyList<string> chosen, string query) =>
            Finder(id, name, kinds, chosen.Count == 0 ? [] : await choices.NamedAsync(viewer, chosen, stop), query, query.Length == 0 ? null : await choices.FindAsync(viewer, query, stop));
    }

    private static PartFinder Finder(string id, string name, IReadOnlyList<string> kinds, IReadOnlyList<AudienceChoice> chosen, string query, AudienceOffer? found) =>
        new(id, name, Many: true, chosen, query, found, "Find") { Kinds = kinds };
}
