using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Taxii;

/// <summary>Adds what an envelope holds to a collection (TAXII 2.1 §5.5); what became of each object is kept for who asks later.</summary>
internal sealed class AddObjects(Gate gate, StatusShelf statuses, TimeProvider clock, IIdSource ids)
{
    /// <summary>Bytes of a body.</summary>
    public const long MostBytes = 20L << 20;

    public async Task<Outcome<Status>> RunAsync(Viewer viewer, TaxiiRoot root, ObjectCollection collection, Stream body, CancellationToken stop)
    {
        if (collection.WritesTo is not { } part)
        {
            return Refusal.Forbidden("collection-read-only", "Nothing is added to this collection. Choose the community's, your organisation's or a circle's.");
        }

        var requested = clock.Now();
        var (taken, refused) = (new List<StatusDetail>(), new List<StatusDetail>());
        var origin = new Origin("TAXII: " + collection.Title, [part]) { Ceiling = collection.Ceiling };
        var receipt = await gate.AdmitAsync(viewer, body, origin, Tell, stop);
        if (receipt.Refusal is { } refusal)
        {
            return refusal;
        }

        if (receipt.Value.Fault is { } fault && taken.Count + refused.Count == 0)
        {
            return Refusal.Invalid("envelope", "This is no envelope of objects: {0} ({1}).", fault.Path, fault.Said(), fault.Clause);
        }

        if (receipt.Value.Fault is { } rest)
        {
            refused.Add(new StatusDetail("", TaxiiTime.Write(requested), $"{rest.Path}: {rest.Message} ({rest.Clause}). What follows was not read."));
        }

        var status = new Status
        {
            Id = NamedUuid.Of(ids.NewSecret(16)).ToString("D"),
            RequestTimestamp = TaxiiTime.Write(requested),
            Successes = taken.Count == 0 ? null : taken,
            Failures = refused.Count == 0 ? null : refused,
        };
        await statuses.KeepAsync(viewer, root, status, stop);
        return status;

        ValueTask Tell(ObjectOutcome outcome)
        {
            (outcome.IsTaken ? taken : refused).Add(new StatusDetail(
                outcome.Id, outcome.Version.Length > 0 ? outcome.Version : TaxiiTime.Write(requested),
                !outcome.IsTaken ? $"/objects/{outcome.Index}{outcome.Path}: {outcome.Reason} ({outcome.Clause})" : outcome.Note.Length > 0 ? outcome.Note : null));
            return default;
        }
    }
}
