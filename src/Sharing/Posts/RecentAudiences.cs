using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Posts;

/// <summary>An audience that somebody used before, and may name again as it stands.</summary>
/// <param name="Parts">Never empty.</param>
/// <param name="Organisations">How many read it now, the own one not counted; null where it is more than a list.</param>
public sealed record RecentAudience(IReadOnlyList<PartView> Parts, int? Organisations)
{
    public string Words => string.Join(' ', Parts.Select(p => p.Word));
}

/// <summary>The audiences that a person used last, one click each.</summary>
public sealed class RecentAudiences(Database database, OwnAudiences own, PostReader reader, AudienceReaders readers)
{
    private const int Most = 4;

    /// <summary>Parts of an audience that is offered in one line.</summary>
    private const int MostParts = 4;

    public async Task<List<RecentAudience>> ListAsync(Viewer viewer, CancellationToken stop)
    {
        var views = (await own.ListAsync(viewer, Most, stop)).Where(v => v.Parts.Count is > 0 and <= MostParts).ToList();
        return await database.ReadAsync(
            async sql =>
            {
                var recent = new List<RecentAudience>();
                foreach (var view in views)
                {
                    // W2 as it is now: what can no longer be named is not offered.
                    var parts = await reader.ReadAudienceAsync(sql, viewer, [.. view.Parts.Select(p => p.Word)], stop);
                    if (parts.Done)
                    {
                        recent.Add(new RecentAudience(view.Parts, await CountAsync(sql, viewer, parts.Value, stop)));
                    }
                }

                return recent;
            },
            stop);
    }

    private async Task<int?> CountAsync(Sql sql, Viewer viewer, Part[] parts, CancellationToken stop)
    {
        if (parts.Any(p => p.Kind is PartKind.Public or PartKind.Community))
        {
            return null;
        }

        var preview = await readers.PreviewAsync(sql, viewer, parts, withOwn: false, stop);
        return preview switch
        {
            { ClosedLists: [] } => preview.Organisations,
            { ClosedLists: [var closed], Organisations: 0 } => closed.Organisations,
            _ => null,
        };
    }
}
