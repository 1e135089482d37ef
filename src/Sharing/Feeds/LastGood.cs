using System.Collections.Concurrent;
using System.Net;
using Infohub.Community.Viewers;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Feeds;

/// <summary>
/// The last block lists that went out by token, for minutes in which the store cannot be read: an empty list would open firewalls. Law C1 holds all the same: whatever
/// takes something away clears them, AMBER is never among them (it could not be put on record), and beside other processes, which this one cannot hear then, there are none.
/// </summary>
public sealed class LastGood(Database database, TimeProvider clock)
{
    private const long Lasts = 5 * Micros.Minute;
    private const int Most = 500;
    private const int Largest = 4 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, Kept> lists = new(StringComparer.Ordinal);

    internal void Keep(Feed feed, string ask, string token, FeedBody body)
    {
        if (database.Engine != Engine.Sqlite || body.Label > Tlp.Green || body.Bytes.Length > Largest)
        {
            return;
        }

        if (lists.Count >= Most)
        {
            lists.Clear();
        }

        lists[Key(feed.Uid, ask, token)] = new Kept(body, feed.Networks, clock.Now());
    }

    internal FeedBody? Find(string uid, string ask, string token, IPAddress from) =>
        lists.TryGetValue(Key(uid, ask, token), out var kept) && kept.At > clock.Now() - Lasts && Networks.Allow(kept.Networks, from) ? kept.Body : null;

    internal void Clear() => lists.Clear();

    private static string Key(string uid, string ask, string token) => uid + "/" + Convert.ToHexStringLower(ViewerSource.HashSecret(token)) + "/" + ask;

    private sealed record Kept(FeedBody Body, string Networks, long At);
}
