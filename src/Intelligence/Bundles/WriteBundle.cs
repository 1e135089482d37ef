using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Correlation;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Bundles;

/// <summary>
/// Objects as one STIX 2.1 bundle: what a search finds, or those of some ids. Each goes out only by the law's row of exports (section 5), under the label and without the parts as by TAXII (R10, C4); at the end stands for whom the copy is.
/// </summary>
internal sealed class WriteBundle(FindObjects find, ObjectShelf shelf, IIdSource ids, TimeProvider clock)
{
    public const int MostObjects = 10_000;
    public const string MediaType = "application/stix+json;version=2.1";
    private const int OnePage = 500;
    private const int Flushed = 1 << 16;

    private static readonly Refusal Nothing = Refusal.Invalid("bundle-none", "There is nothing in this that may go into a file: choose objects that you may read, that are under no embargo and that no warning list knows.", "id");

    /// <summary>What the search finds.</summary>
    /// <param name="viewer">Who takes it.</param>
    /// <param name="search">What is looked for.</param>
    /// <param name="open">Opens the file, once there is something to write.</param>
    /// <param name="stop">Ends the writing.</param>
    /// <returns>Null where it was written.</returns>
    public Task<Refusal?> RunAsync(Viewer viewer, ObjectSearch search, Func<PipeWriter> open, CancellationToken stop) => WriteAsync(viewer, FoundAsync(viewer, search, stop), open, stop);

    /// <summary>The newest that is said of each of the ids, in their order; what may not be taken is left out as what there is not (R7).</summary>
    public Task<Refusal?> RunAsync(Viewer viewer, ChosenObjects chosen, Func<PipeWriter> open, CancellationToken stop) => WriteAsync(viewer, ChosenAsync(viewer, chosen, stop), open, stop);

    private async IAsyncEnumerable<PlacedObject> FoundAsync(Viewer viewer, ObjectSearch search, [EnumeratorCancellation] CancellationToken stop)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (long? before = long.MaxValue; before is { } place;)
        {
            var page = await find.PageAsync(viewer, Channel.Export, search, place, OnePage, stop);
            foreach (var (placed, said) in Reading.CurrentOf(viewer, page.Objects))
            {
                if (given.Add(said.Id))
                {
                    yield return placed;
                }
            }

            before = page.Next;
        }
    }

    private async IAsyncEnumerable<PlacedObject> ChosenAsync(Viewer viewer, ChosenObjects chosen, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var some in chosen.Ids.Chunk(OnePage))
        {
            var page = await shelf.OfIdsAsync(viewer, Channel.Export, some.ToHashSet(), new ObjectQuery { Take = MostObjects }, stop);
            foreach (var placed in page.Objects.OrderByDescending(o => o.Modified).DistinctBy(o => (o.Type, o.Uid)).OrderBy(o => Array.IndexOf(some, (o.Type, o.Uid))))
            {
                yield return placed;
            }
        }
    }

    private async Task<Refusal?> WriteAsync(Viewer viewer, IAsyncEnumerable<PlacedObject> objects, Func<PipeWriter> open, CancellationToken stop)
    {
        var (labels, written, isCut) = (new SortedSet<Tlp>(), 0, false);
        PipeWriter? to = null;
        await foreach (var placed in objects.WithCancellation(stop))
        {
            if (ShownObject.Bytes(viewer, placed) is not { } bytes)
            {
                continue;
            }

            if (isCut = written == MostObjects)
            {
                break;
            }

            if (to is null)
            {
                to = open();
                Text(to, $"{{\"type\":\"bundle\",\"id\":\"bundle--{NewUuid()}\",\"objects\":[");
            }

            MarkedObject.Write(bytes.Span, [StixMarkings.Tlp2(placed.Label)], to);
            Text(to, ",\n");
            labels.Add(placed.Label);
            written++;
            if (to.UnflushedBytes > Flushed)
            {
                await to.FlushAsync(stop);
            }
        }

        if (to is null)
        {
            return Nothing;
        }

        foreach (var label in labels)
        {
            Text(to, System.Text.Encoding.UTF8.GetString(TlpMarkings.Find(StixMarkings.Tlp2(label))!.ToUtf8()) + ",\n");
        }

        Text(to, Copy(viewer, labels.Max, isCut) + "]}");
        await to.FlushAsync(stop);
        return null;
    }

    /// <summary>Law section 5: marked for the reader, under the strictest label of what stands before it.</summary>
    private string Copy(Viewer viewer, Tlp strictest, bool isCut)
    {
        var now = clock.GetUtcNow();
        var statement = FormattableString.Invariant($"Copy for {viewer.PersonName}, {viewer.OrganisationName}, {now:yyyy-MM-ddTHH:mm:ssZ}. As is, for the programme's purposes.") + (isCut ? FormattableString.Invariant($" The first {MostObjects} objects of more.") : "");
        return $"{{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"marking-definition--{NewUuid()}\",\"created\":\"{StixTime.From(now).Text}\",\"definition_type\":\"statement\",\"definition\":{{\"statement\":\"{JsonEncodedText.Encode(statement)}\"}},\"object_marking_refs\":[\"{StixMarkings.Tlp2(strictest)}\"]}}";
    }

    private Guid NewUuid() => NamedUuid.Of(ids.NewSecret(16));

    private static void Text(PipeWriter to, string text) => to.Write(System.Text.Encoding.UTF8.GetBytes(text));
}
