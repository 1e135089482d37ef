using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Corrections;
using Infohub.Intelligence.Values;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Public;

/// <summary>A correction of one value in what an item carries.</summary>
/// <param name="Of">The value that is wrong.</param>
/// <param name="To">What stands in its place; null where nothing does.</param>
/// <param name="ObjectId">The one object that is meant; empty for all of the item that name the value.</param>
public sealed record ObjectCorrection(Finding Of, Finding? To, string ObjectId);

/// <summary>An object that a correction would change.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">What it is called, or empty.</param>
/// <param name="Before">What of it says the value: of an indicator the pattern, of an observable its members. Live: to be masked.</param>
/// <param name="After">The same, corrected; empty where it is revoked, or goes.</param>
public sealed record CorrectedObjectView(string Id, string Type, string Name, string Before, string After)
{
    /// <summary>An observable has no versions: nobody is told that it goes, and what stands in its place has an id of its own.</summary>
    public bool IsObservable { get; init; }

    internal PlacedObject Placed { get; init; } = null!;

    internal NewObject? Next { get; init; }
}

/// <summary>What a correction would do.</summary>
/// <param name="Objects">Those that name the value and are corrected by themselves: what they become passes the gate's checks.</param>
/// <param name="ByHand">Those that name it too, and stay as they are.</param>
/// <param name="IsWhole">False where so much stands under the value that none of it is looked at.</param>
/// <param name="State">Of what stands: another one means that it changed in between.</param>
public sealed record CorrectionPlan(IReadOnlyList<CorrectedObjectView> Objects, IReadOnlyList<CorrectedObjectView> ByHand, bool IsWhole, string State)
{
    /// <summary>Something names the value, as far as it is known.</summary>
    public bool IsNamed => Objects.Count > 0 || ByHand.Count > 0 || !IsWhole;

    /// <summary>Nothing that names the value is left to be changed by hand.</summary>
    public bool IsComplete => IsWhole && Objects.Count > 0 && ByHand.Count == 0;

    /// <summary>Nothing of it is done.</summary>
    public CorrectionPlan AllByHand() => this with { Objects = [], ByHand = [.. Objects, .. ByHand] };
}

/// <summary>
/// Corrections of objects that came by a machine or an import: planned for who may be shown them, and made by the originator's side. What is made passes the checks of the one gate, and stands under the label and for the readers
/// of what it takes the place of.
/// </summary>
public sealed class ObjectCorrections
{
    /// <summary>A value that more objects of one item name is corrected where they come from: others wait meanwhile.</summary>
    public const int MostObjects = 50;

    /// <summary>The last time that can be written (STIX 2.1 §2.16 has years of four digits).</summary>
    private static readonly long Latest = Micros.From(DateTimeOffset.MaxValue);

    private readonly ItemObjects carried;
    private readonly ObjectShelf shelf;
    private readonly Gate gate;
    private readonly KeyRing keys;
    private readonly IndexKeys index;

    internal ObjectCorrections(ItemObjects carried, ObjectShelf shelf, Gate gate, KeyRing keys) => (this.carried, this.shelf, this.gate, this.keys, index) = (carried, shelf, gate, keys, new IndexKeys(keys));

    /// <summary>What a correction would do to what an item carries, of what the viewer reads.</summary>
    /// <param name="sql">Where it is asked.</param>
    /// <param name="viewer">A person who reads the item.</param>
    /// <param name="item">The item.</param>
    /// <param name="correction">What is to change.</param>
    /// <param name="now">When it would be, in microseconds.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<CorrectionPlan> PlanAsync(Sql sql, Viewer viewer, Card item, ObjectCorrection correction, long now, CancellationToken stop)
    {
        var value = TypedValue.Of(correction.Of);
        if (await carried.UnderAsync(sql, viewer, Channel.Page, item, ValueKeys.Of(keys, value), stop) is not { } placed)
        {
            return new CorrectionPlan([], [], IsWhole: false, "more");
        }

        var (views, byHand, state) = (new List<CorrectedObjectView>(), new List<CorrectedObjectView>(), new StringBuilder());
        foreach (var one in placed)
        {
            if (await ViewAsync(viewer, item, one, value, correction, now, stop) is { } view)
            {
                (view.CanBeDone ? views : byHand).Add(view.View);
                // A package may have taken the same version in again with other words, and an observable has no time at all.
                state.Append(view.View.Id).Append('@').Append(one.Modified).Append('#').Append(one.No).Append('=').Append(Convert.ToHexStringLower(SHA256.HashData(one.Bytes))).Append('|');
            }
        }

        var plan = new CorrectionPlan(views, byHand, IsWhole: true, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state.ToString())))[..32]);
        return views.Count > MostObjects ? plan.AllByHand() : plan;
    }

    /// <summary>Whether what an item carries, of what the viewer reads, names a value: stops at the first that does, and makes nothing.</summary>
    /// <param name="sql">Where it is asked.</param>
    /// <param name="viewer">A person who reads the item.</param>
    /// <param name="item">The item.</param>
    /// <param name="of">The value.</param>
    /// <param name="objectId">The one object that is meant; empty for any.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task<bool> NamesAsync(Sql sql, Viewer viewer, Card item, Finding of, string objectId, CancellationToken stop)
    {
        var value = TypedValue.Of(of);
        return carried.AnyAsync(
            sql, viewer, Channel.Page, item, ValueKeys.Of(keys, value),
            placed =>
            {
                using var shown = ShownObject.Open(viewer, placed);
                return IsMeant(shown, value, objectId);
            },
            stop);
    }

    /// <summary>Before a plan that is to be done: what stands does not change until the transaction ends.</summary>
    public Task HoldAsync(Tx tx, CancellationToken stop) => carried.HoldAsync(tx, stop);

    /// <summary>Does what was planned in the same transaction.</summary>
    public async Task RunAsync(Tx tx, Viewer viewer, ChangeableItem item, CorrectionPlan plan, CancellationToken stop)
    {
        foreach (var one in plan.Objects)
        {
            await carried.ReplaceAsync(tx, viewer, item, one.Placed, one.Next, index.Of, stop);
        }
    }

    /// <summary>Values that the newest objects of an item name, for completion.</summary>
    public async Task<IReadOnlyList<Finding>> ValuesAsync(Viewer viewer, Card item, int most, CancellationToken stop)
    {
        var page = await shelf.NewestAsync(viewer, Channel.Page, new ObjectQuery { ItemUid = item.Uid, Take = most }, long.MaxValue, stop);
        var values = new List<Finding>();
        foreach (var placed in page.Objects)
        {
            using var read = ShownObject.Open(viewer, placed);
            if (read is { IsRevoked: false })
            {
                values.AddRange(StixValues.Of(read.Type, read.Json).SelectMany(v => Enum.TryParse<ObservableKind>(v.Kind, out var kind) ? [new Finding(kind, v.Value, 0, 0)] : Array.Empty<Finding>()));
            }
        }

        return [.. values.Distinct().Take(most)];
    }

    private async Task<(CorrectedObjectView View, bool CanBeDone)?> ViewAsync(Viewer viewer, Card item, PlacedObject placed, ObjectValue value, ObjectCorrection correction, long now, CancellationToken stop)
    {
        using var shown = ShownObject.Open(viewer, placed);
        if (!IsMeant(shown, value, correction.ObjectId) || !StixObject.TryRead(placed.Bytes, new ReadingLimits(), out var whole, out _))
        {
            return null;
        }

        using (whole)
        {
            var isObservable = placed.Modified == 0;
            // To the millisecond, as most write it; and behind what it takes the place of (STIX 2.1 §3.6).
            var modified = Math.Max(now / 1000 * 1000, placed.Modified + 1000);
            var becoming = modified > Latest ? null : CorrectedObject.Of(whole, value, correction.To, StixTime.From(Micros.ToTime(modified)));
            var next = becoming?.Bytes is { } bytes ? (await gate.CheckAsync(viewer.Ceiling, new Origin("", []) { Label = item.Label }, new StreamedObject(0, bytes, null), stop)).Object : null;
            return (
                new CorrectedObjectView(shown.Id, shown.Type, NameOf(shown), becoming?.Before ?? "", becoming?.After ?? "") { IsObservable = isObservable, Placed = placed, Next = next },
                becoming is not null && (next is not null || (isObservable && becoming.Bytes is null)));
        }
    }

    private static bool IsMeant([NotNullWhen(true)] StixObject? shown, ObjectValue value, string objectId) =>
        shown is { IsRevoked: false } && (objectId.Length == 0 || shown.Id == objectId) && StixValues.Of(shown.Type, shown.Json).Contains(value);

    private static string NameOf(StixObject of) => of.Json.TryGetProperty("name", out var name) && name.ValueKind == System.Text.Json.JsonValueKind.String ? name.GetString()! : "";
}
