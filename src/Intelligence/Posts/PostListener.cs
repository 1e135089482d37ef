using System.Buffers.Binary;
using Infohub.Intelligence.Values;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Outbox;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Versions;

namespace Infohub.Intelligence.Posts;

/// <summary>Keeps the objects that a post makes beside it: new versions where it says something else, revoked where it says it no more.</summary>
internal sealed class PostListener(ItemSources sources, ObjectWriter objects, KeyRing keys) : IListener
{
    public string Name => "post-objects";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemShared), typeof(ItemRevised), typeof(ItemRelabelled)];

    public async Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
    {
        var (seq, newReaders) = what switch
        {
            ItemShared shared => (shared.Seq, false),
            ItemRevised revised => (revised.Seq, false),
            ItemRelabelled changed => (changed.Seq, true),
            _ => (0, false),
        };
        await MakeAsync(tx, seq, newReaders, stop);
    }

    /// <summary>Makes the objects of a post, as far as they are not there.</summary>
    public async Task MakeAsync(Tx tx, long seq, bool newReaders, CancellationToken stop)
    {
        if (await sources.FindAsync(tx, seq, stop) is not { } post)
        {
            return;
        }

        newReaders |= post.HasLateReaders;
        var made = new PostObjects(post).Make();
        var kept = (await objects.OfItemAsync(tx, post.Item, stop)).ToLookup(k => (k.Type, k.Uid));
        var news = new List<NewObject>();
        foreach (var one in made)
        {
            var before = kept[(one.Type, one.Uid)].MaxBy(k => k.Modified);
            // What says the same to the same readers as before is no new version.
            if (before is null || newReaders || (!one.IsValue && !before.Bytes.AsSpan().SequenceEqual(one.WriteAt(before.Modified))))
            {
                news.Add(Object(one.Type, one.Uid, one.WriteAt(post.SharedAt)));
            }
        }

        var stands = made.Select(m => (m.Type, m.Uid)).ToHashSet();
        // Revoked under each version that said it: who reads none of those learns nothing of it (R9).
        foreach (var said in kept.Where(k => k.Key.Type == "indicator" && !stands.Contains(k.Key)).SelectMany(k => k.GroupBy(v => v.Under)).Select(v => v.MaxBy(o => o.Modified)!).Where(v => !IsRevoked(v.Bytes)))
        {
            news.Add(Object(said.Type, said.Uid, Revoked(said.Bytes, post.SharedAt)) with { Under = said.Under });
        }

        if (news.Count > 0)
        {
            await objects.AddAsync(tx, post.Item, news, stop);
        }
    }

    private NewObject Object(string type, Guid uid, byte[] bytes)
    {
        using var made = Read(bytes);
        return new NewObject(
            type, uid, made.Modified is { } time ? Micros.From(time.ToDateTimeOffset()) : 0, Tlp.Clear, ValueKeys.Of(keys, made), BinaryPrimitives.ReadInt64BigEndian(keys.Hash("object", bytes)), bytes)
        {
            IsCommon = type is not ("report" or "indicator"),
        };
    }

    private static StixObject Read(byte[] bytes) =>
        StixObject.TryRead(bytes, new ReadingLimits(), out var read, out var fault) ? read : throw new InvalidOperationException($"What a post made is no object: {fault}");

    private static bool IsRevoked(byte[] bytes)
    {
        using var made = Read(bytes);
        return made.IsRevoked;
    }

    private static byte[] Revoked(byte[] bytes, long at)
    {
        using var made = Read(bytes);
        return ObjectVersions.TryRevoke(made, StixTime.From(Micros.ToTime(at)), out var revoked, out var fault) ? revoked : throw new InvalidOperationException($"What a post made cannot be revoked: {fault}");
    }
}
