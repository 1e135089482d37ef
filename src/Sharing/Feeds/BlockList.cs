using System.Text;
using Infohub.Detection;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Data;
using Infohub.Sharing.PublicZone;

namespace Infohub.Sharing.Feeds;

/// <summary>What goes out: bytes, their tag, and the strictest label among the items that they come from.</summary>
internal sealed record FeedBody(byte[] Bytes, string Tag, Tlp? Label, bool Unchanged)
{
    /// <summary>How many values were asked for and stand on a warning list, or are called a false positive.</summary>
    public int KeptOut { get; init; }

    /// <summary>Keyed, for a tag goes out also where the list does not: from a plain hash a short list could be guessed.</summary>
    public static string TagOf(KeyRing keys, byte[] bytes) => "\"" + Convert.ToHexStringLower(keys.Hash("feed-tag", bytes).AsSpan(0, 16)) + "\"";
}

/// <summary>True values for firewalls, resolvers and sensors: of items that the viewer reads on this channel at PAP:GREEN or below, without what stands on a warning list and what is called a false positive.</summary>
internal sealed class BlockList(Holdings holdings, FeedValues values, KeyRing keys, TimeProvider clock, WarningLists warnings, Scores scores)
{
    private const int MostItems = 20_000;

    /// <summary>Values of which is asked together whether they are doubted.</summary>
    private const int Together = 5000;

    /// <param name="open">Whose feed.</param>
    /// <param name="ask">Which values.</param>
    /// <param name="has">What the receiver has, as <c>If-None-Match</c> says it: the same list is not sent, and not on record, again.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<FeedBody> WriteAsync(OpenFeed open, BlockListAsk ask, string has, CancellationToken stop)
    {
        FeedBody? body = null;
        await warnings.RefreshAsync(stop);
        if (open.Empty)
        {
            return await MadeAsync(open, [], ask, has, stop);
        }

        await holdings.BulkAsync(
            open.Viewer,
            Channel.BlockList,
            open.Feed.Query(clock.Now() - (ask.Days * Micros.Day), MostItems),
            values.Of,
            async found => !(body = await MadeAsync(open, found, ask, has, stop)).Unchanged,
            stop);
        return body!;
    }

    private async Task<FeedBody> MadeAsync(OpenFeed open, List<(Card Card, IReadOnlyList<Finding> Values)> found, BlockListAsk ask, string has, CancellationToken stop)
    {
        var (keptOut, taken) = (0, new List<Indicator>());
        // What is said of a value is what its newest item says.
        var wanted = found.SelectMany(f => f.Values.Select(v => (f.Card, Value: v))).Where(w => ask.Wants(w.Value)).DistinctBy(w => w.Value.Value, StringComparer.Ordinal);
        foreach (var some in wanted.Chunk(Together).TakeWhile(_ => taken.Count < ask.Max))
        {
            var fit = some.Where(w => !warnings.Holds(w.Value.Kind, w.Value.Value)).ToList();
            var doubted = await scores.DoubtedAsync(open.Viewer, Channel.BlockList, fit.ConvertAll(w => w.Value), stop);
            fit.RemoveAll(w => doubted.Contains((w.Value.Kind, w.Value.Value)));
            keptOut += some.Length - fit.Count;
            taken.AddRange(fit.Take(ask.Max - taken.Count).Select(w => ListedValue.Of(w.Card, w.Value, ask.Site, keys)));
        }

        Tlp? label = found.Count == 0 ? null : found.Max(f => f.Card.Label);
        var ends = found.Select(f => f.Card.ExpiresAt).Where(at => at != Micros.Never).DefaultIfEmpty(Micros.Never).Min();
        var head = new SheetHead(label?.Canonical() ?? "", ends == Micros.Never ? null : Micros.ToTime(ends), "Infohub " + open.Feed.Uid, Syndication.Terms);

        // A zone's serial is the time, so it is not part of what a tag stands for, and the tag is a weak one (RFC 9110 §8.8.1).
        var text = FeedFormats.Write(ask, taken, head, 0);
        var tag = (ask.Format == FeedFormat.Rpz ? "W/" : "") + FeedBody.TagOf(keys, Encoding.UTF8.GetBytes(text));
        var bytes = Encoding.UTF8.GetBytes(ask.Format == FeedFormat.Rpz ? FeedFormats.Write(ask, taken, head, (uint)(clock.Now() / 1_000_000)) : text);
        return new FeedBody(bytes, tag, label, EntityTag.Stands(has, tag)) { KeptOut = keptOut };
    }
}
