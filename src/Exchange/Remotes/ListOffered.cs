using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;
using Infohub.Taxii.Client;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Remotes;

/// <summary>A collection that a server offers.</summary>
internal sealed record OfferedCollection(Uri Root, string RootTitle, Collection Collection);

/// <summary>Asks a server for its roots and their collections, for a person who waits.</summary>
internal sealed class ListOffered(Database database, RemoteDoor door, TimeProvider clock)
{
    private const int MostRoots = 20;
    private const int Most = 500;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    public async Task<Outcome<IReadOnlyList<OfferedCollection>>> RunAsync(Viewer viewer, string uid, CancellationToken stop)
    {
        if (await database.ReadAsync(sql => Remote.FindAsync(sql, viewer, uid, stop), stop) is not { } remote)
        {
            return Refusal.NotFound;
        }

        using var late = new CancellationTokenSource(Wait, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await AskAsync(door.Open(remote), new Uri(remote.Address), both.Token);
        }
        catch (TaxiiFailure failure)
        {
            return RemoteRefusals.Of(failure);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return RemoteRefusals.Of(new TaxiiFailure(TaxiiTrouble.Unreachable, "The server did not answer in time."));
        }
    }

    private static async Task<List<OfferedCollection>> AskAsync(TaxiiClient client, Uri discovery, CancellationToken stop)
    {
        var offered = new List<OfferedCollection>();
        foreach (var root in (await client.RootsAsync(discovery, stop)).Take(MostRoots))
        {
            ApiRoot about;
            try
            {
                about = await client.RootAsync(root, stop);
            }
            catch (TaxiiFailure refused) when (refused.Trouble is TaxiiTrouble.Refused or TaxiiTrouble.NotFound)
            {
                // A root may be for others (§4.2).
                continue;
            }

            // Some servers say the number alone, which the standard does not allow and which does no harm.
            if (about.Versions is null || about.Versions.Any(v => v is "2.1" || TaxiiMedia.IsContent(v)))
            {
                offered.AddRange((await client.CollectionsAsync(root, stop)).Select(c => new OfferedCollection(root, Short(about.Title), c with { Title = Short(c.Title), Description = Short(c.Description) })));
            }
        }

        return [.. offered.Take(Most)];
    }

    private static string Short(string? text) => Invisible.OneLine(text is null ? "" : text.Length > 256 ? text[..256] : text);
}
