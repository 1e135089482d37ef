using System.Buffers;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Platform.Refusals;
using Infohub.Stix.Identifiers;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Taxii;

/// <summary>Deletes an object from a collection (TAXII 2.1 §5.7): what its originator's side brought by a package, out of the packages that stand in this collection.</summary>
internal sealed class DeleteObject(WithdrawObject withdraw, IndexKeys index)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, ObjectCollection collection, string id, TaxiiQuery query, CancellationToken stop)
    {
        // The standard asks for both rights on the collection.
        if (ScopeRefusals.Reading(viewer) is { } unreadable)
        {
            return unreadable;
        }

        if (collection.WritesTo is null)
        {
            return Refusal.Forbidden("collection-read-only", "Nothing is added to this collection. Choose the community's, your organisation's or a circle's.");
        }

        if (!StixIdentifier.TryParse(id, out var read) || (query.SpecVersions.Count > 0 && !query.SpecVersions.Contains("2.1")))
        {
            return Refusal.NotFound;
        }

        // Where no version is named all go, not the last alone.
        var versions = ReferenceEquals(query.Versions, TaxiiVersions.Default) ? VersionFilter.Any : CollectionReader.Filter(query.Versions);
        var within = new ObjectQuery
        {
            Lane = collection.Lane,
            Ceiling = collection.Ceiling,
            Versions = versions,
            Seen = placed => CollectionReader.IsAsked(query.Versions, placed) ? placed : null,
        };
        var done = await withdraw.RunAsync(viewer, MachineChannel.Of(viewer), (read.Type, read.Uuid), within, index.Of, LastBytes, stop);
        return done.Refusal is { } refusal ? refusal : Done.Yes;
    }

    private static byte[]? LastBytes(LastWord of)
    {
        if (!RevokedObject.CanBe(of.Type))
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>(512);
        RevokedObject.Write(of.Type, of.Uid, TaxiiTime.WriteVersion(of.Was), TaxiiTime.WriteVersion(of.Now), MarkedJson.Markings(of.Label, MarkingStyle.Tlp2), bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
