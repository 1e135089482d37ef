using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Tags;

/// <summary>What a file would load, or what is wrong with it.</summary>
/// <param name="Of">Null for a file with faults.</param>
internal sealed record OfferedVocabulary(Vocabulary? Of, IReadOnlyList<VocabularyFault> Faults);

/// <summary>Looks at a file and keeps it for its officer, to be loaded next: nothing is in use before.</summary>
internal sealed class OfferVocabulary(Database database)
{
    /// <summary>So long a file that was looked at can be loaded.</summary>
    private const long Kept = Micros.Hour;

    public async Task<Outcome<OfferedVocabulary>> RunAsync(Viewer viewer, Stream file, CancellationToken stop)
    {
        if (!Rights.IsOfficer(viewer))
        {
            return VocabularyRefusals.OfficersOnly;
        }

        if (await ReadAsync(file, stop) is not { } bytes)
        {
            return VocabularyRefusals.TooLarge;
        }

        var (of, faults) = VocabularyFile.Read(bytes);
        if (of is not null)
        {
            await database.WriteAsync(
                tx => tx.RunAsync(
                    "insert into vocabulary_offer(person_id, at, body) values (@person, @now, @body) on conflict(person_id) do update set at = excluded.at, body = excluded.body",
                    stop, ("person", viewer.PersonId), ("now", tx.Now), ("body", of.Pack())),
                stop);
        }

        return new OfferedVocabulary(of, faults);
    }

    /// <summary>What the officer looked at last, within the hour.</summary>
    internal static async Task<Vocabulary?> LastAsync(Tx tx, Viewer viewer, CancellationToken stop)
    {
        await tx.RunAsync("delete from vocabulary_offer where at < @then", stop, ("then", tx.Now - Kept));
        return await tx.FirstAsync("select body from vocabulary_offer where person_id = @person", static r => Vocabulary.Unpack(r.Bytes(0)), stop, ("person", viewer.PersonId));
    }

    /// <summary>Null for more than there may be.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream file, CancellationToken stop)
    {
        using var all = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int length; (length = await file.ReadAsync(piece, stop)) > 0;)
        {
            if (all.Length + length > VocabularyFile.Largest)
            {
                return null;
            }

            all.Write(piece, 0, length);
        }

        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }
}
