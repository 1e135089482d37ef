using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Seals;

/// <summary>Before something is said under an item without a name (W7): whether fewer than five organisations could be meant, as far as the viewer knows who reads it (R11).</summary>
public sealed class PossibleSpeakers(Database database, Holdings holdings)
{
    /// <summary>The addresses of those items among these under which readers may guess who it was. Readers of whom the viewer is not told do not count, so that the warning tells of none.</summary>
    public async Task<IReadOnlySet<string>> FewAsync(Viewer viewer, IReadOnlyList<Card> cards, CancellationToken stop)
    {
        var audiences = await holdings.DescribeAsync(viewer, cards, stop);
        return await database.ReadAsync<IReadOnlySet<string>>(
            async sql =>
            {
                var few = new HashSet<string>(StringComparer.Ordinal);
                var circles = new Dictionary<(long Circle, long At), Held>();
                for (var i = 0; i < cards.Count; i++)
                {
                    if (await CountAsync(sql, viewer, audiences[i]?.Parts ?? [], cards[i].SharedAt, circles, stop) < AnonymousSector.Least)
                    {
                        few.Add(cards[i].Uid);
                    }
                }

                return few;
            },
            stop);
    }

    private static async Task<long> CountAsync(Sql sql, Viewer viewer, IReadOnlyList<PartView> parts, long at, Dictionary<(long Circle, long At), Held> circles, CancellationToken stop)
    {
        if (parts.Any(p => p.Kind is PartKind.Public or PartKind.Community))
        {
            return await sql.NumberAsync($"select count(*) from organisation where state = {State.Active} and standing = {Standing.Member}", stop) ?? 0;
        }

        var one = parts.Where(p => p.Kind is PartKind.Organisation or PartKind.Person).Select(p => p.Kind == PartKind.Person ? p.Part.RefOrg : p.Part.Ref).ToList();
        var organisations = await sql.ListAsync(
            $"select id from organisation where state = {State.Active} and {NumberSet.Holds(sql.Engine, "id", "named")}", static r => r.Long(0), stop, ("named", NumberSet.Value(sql.Engine, one)));
        var (all, most) = (organisations.ToHashSet(), 0L);
        foreach (var circle in parts.Where(p => p.Kind == PartKind.Circle).Select(p => p.Part.Ref))
        {
            if (!circles.TryGetValue((circle, at), out var held))
            {
                held = circles[(circle, at)] = await HeldAsync(sql, viewer, circle, at, stop);
            }

            all.UnionWith(held.Organisations);
            most = Math.Max(most, held.Closed);
        }

        return Math.Max(most, all.Count);
    }

    /// <summary>Of a circle whose list is not for the viewer the number alone, which stands beside its name.</summary>
    private static async Task<Held> HeldAsync(Sql sql, Viewer viewer, long circle, long at, CancellationToken stop) =>
        await AudienceReaders.ClosedListAsync(sql, viewer, circle, stop) is { } closed
            ? new Held([], closed.Organisations)
            : new Held(
                await sql.ListAsync(
                    $"select distinct o.id from circle_member m join organisation o on o.id = m.org_id where m.circle_id = @circle and m.reads_from <= @at and o.state = {State.Active}",
                    static r => r.Long(0),
                    stop,
                    ("circle", circle),
                    ("at", at)),
                0);

    private sealed record Held(IReadOnlyList<long> Organisations, long Closed);
}
