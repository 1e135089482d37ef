using System.Buffers.Binary;
using Infohub.Community.Public;
using Infohub.Intelligence.Intake;
using Infohub.Intelligence.Values;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Public;

/// <summary>The one gate for machine objects, whatever door they come by: each is checked, labelled (law W5) and carried by a package; each gets an outcome.</summary>
public sealed class Gate
{
    /// <summary>On SQLite others wait for a slice.</summary>
    private const int SliceSqlite = 40;
    private const int SlicePostgres = 1000;

    /// <summary>Bytes of a slice, whatever its objects are.</summary>
    private const int SliceBytes = 4 << 20;

    private readonly Database database;
    private readonly ItemWriter items;
    private readonly ObjectWriter objects;
    private readonly KeyRing keys;
    private readonly Checks checks;

    internal Gate(Database database, ItemWriter items, ObjectWriter objects, KeyRing keys, Checks checks)
    {
        this.database = database;
        this.items = items;
        this.objects = objects;
        this.keys = keys;
        this.checks = checks;
    }

    /// <summary>Takes what a stream holds, at the memory of a slice. What was told as taken stays, also where a later part is no JSON.</summary>
    /// <param name="viewer">Who brings it.</param>
    /// <param name="stream">A bundle or an envelope.</param>
    /// <param name="origin">How it came and for whom.</param>
    /// <param name="tell">Told of each object, in their order, once it is durable or refused.</param>
    /// <param name="stop">Ends the reading; slices that were written stay.</param>
    public async Task<Outcome<Receipt>> AdmitAsync(Viewer viewer, Stream stream, Origin origin, Func<ObjectOutcome, ValueTask> tell, CancellationToken stop)
    {
        if (ScopeRefusals.Writing(viewer) is { } unwritable)
        {
            return unwritable;
        }

        var writing = new PackageWriter(database, items, objects, viewer, origin);
        var source = new ObjectStream(stream, new ReadingLimits());
        var (slice, bytes, taken, refused) = (new Slice(), 0, 0L, 0L);
        // One slice is written while the next is read.
        var written = Task.CompletedTask;
        await foreach (var streamed in source.ReadAsync(stop))
        {
            slice.Add(await CheckAsync(viewer.Ceiling, origin, streamed, stop));
            bytes += streamed.Bytes.Length;
            if (slice.Count >= (database.Engine == Engine.Sqlite ? SliceSqlite : SlicePostgres) || bytes >= SliceBytes)
            {
                await written;
                (written, slice, bytes) = (WriteAsync(slice), new Slice(), 0);
            }
        }

        await written;
        await WriteAsync(slice);
        return new Receipt(taken, refused, source.Fault);

        async Task WriteAsync(Slice of)
        {
            await writing.WriteAsync(of, stop);
            foreach (var outcome in of.Outcomes)
            {
                (taken, refused) = outcome.IsTaken ? (taken + 1, refused) : (taken, refused + 1);
                await tell(outcome);
            }
        }
    }

    /// <summary>All checks, and nothing else: also before anything is to be taken.</summary>
    internal async Task<Checked> CheckAsync(Tlp ceiling, Origin origin, StreamedObject streamed, CancellationToken stop)
    {
        using var admission = new Admission(ceiling, origin, streamed);
        foreach (var check in checks.All)
        {
            if (await check(admission, stop) is { } fault)
            {
                return new Checked(new ObjectOutcome(streamed.Index, admission.Id, admission.Version, fault.Message, fault.Path, fault.Clause) { Said = fault.Said() }, null, default, false);
            }
        }

        var outcome = new ObjectOutcome(streamed.Index, admission.Id, admission.Version)
        {
            Note = admission.IsForOwnOnly ? "it carries no TLP marking, and is for your organisation alone at TLP:AMBER+STRICT" : "",
        };
        // The predefined markings are everybody's, and say what they say wherever they come from.
        return TlpMarkings.Find(admission.Id) is not null ? new Checked(outcome, null, default, false) : new Checked(outcome, Made(admission), admission.Label, admission.IsForOwnOnly);
    }

    private NewObject Made(Admission of)
    {
        var bytes = of.Object.Bytes.ToArray();
        // It is found by what is marked no stricter than itself: another part would tell of itself to who does not see it, by being counted (R7, R10).
        using var shown = of.Object.GranularMarkings.Count > 0 && ShownObject.Below(of.Object, of.Marked) is { } below && StixObject.TryRead(below, new ReadingLimits(), out var rest, out _) ? rest : null;
        List<long> found = of.Object.GranularMarkings.Count == 0 ? ValueKeys.Of(keys, of.Object) : shown is null ? [] : ValueKeys.Of(keys, shown);
        return new NewObject(of.Object.Type, of.Uid, of.Modified, of.Marked, found, BinaryPrimitives.ReadInt64BigEndian(keys.Hash("object", bytes)), bytes);
    }
}
