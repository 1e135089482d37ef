using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Intake;

/// <summary>Packages of one stream: for each label, and for what is the sender's organisation's only, one item that carries the objects.</summary>
internal sealed class PackageWriter(Database database, ItemWriter items, ObjectWriter objects, Viewer viewer, Origin origin)
{
    /// <summary>Undoes the transaction; told to nobody.</summary>
    private static readonly Refusal NothingNew = Refusal.NotFound;

    private readonly Dictionary<(Tlp Label, bool ForOwnOnly), SharedItem> packages = [];

    public async Task WriteAsync(Slice slice, CancellationToken stop)
    {
        foreach (var group in slice.Groups)
        {
            var written = await database.WriteAsync<SharedItem>(
                async tx =>
                {
                    var package = packages.TryGetValue(group.Key, out var open) ? open : await items.AddAsync(tx, viewer, Package(group.Key.Label, group.Key.ForOwnOnly), asDraft: false, stop);
                    if (package.Refusal is not null)
                    {
                        return package;
                    }

                    // An item that would carry nothing is undone.
                    return await objects.AddAsync(tx, package.Value, [.. group], stop) == 0 && open is null ? NothingNew : package;
                },
                stop);
            if (written.Done)
            {
                packages[group.Key] = written.Value;
            }
            else if (written.Refusal != NothingNew)
            {
                throw new InvalidOperationException("A package was refused that the checks let pass: " + written.Refusal!.Code);
            }
        }
    }

    private NewItem Package(Tlp label, bool forOwnOnly) => new(
        ItemKind.Package, label, Pap.Green, forOwnOnly ? [new Part(PartKind.Organisation, origin.Submitter > 0 ? origin.Submitter : viewer.OrganisationId)] : origin.Audience, Attribution.Organisation,
        new Content(origin.Title, "", "", "", "en"), new Schedule(0, 0, 0));
}
