using System.Globalization;
using System.Text;
using Infohub.Community.Public;
using Infohub.Detection;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Feeds;
using Infohub.Sharing.PublicZone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.Items;

/// <summary>An item's values as files: true values (C3), with the label in each (C4).</summary>
internal static class IndicatorFiles
{
    private static readonly string[] CsvHeads = ["value", "kind", "item", "version", "tlp", "pap", "copy_for", "warning_lists"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/items/{uid}/indicators.csv", CsvAsync).Needs(Allow.Person).ExcludeFromDescription();
        routes.MapGet("/items/{uid}/indicators.txt", TextAsync).Needs(Allow.Person).ExcludeFromDescription();
        routes.MapGet("/items/{uid}/block-list.txt", BlockListAsync).Needs(Allow.Person).ExcludeFromDescription();
    }

    /// <summary>How many of an item's values a block list of one type has, by the words of <see cref="BlockListAsk"/>; none where the item gives no block list.</summary>
    public static IEnumerable<(string Type, int Count)> BlockLists(Card card, IReadOnlyList<Finding> values, long now, string hubHost, WarningLists warnings) =>
        !GivesBlockLists(card, now)
            ? []
            : BlockListAsk.Types.Select(type => (type, values.Count(v => BlockListAsk.Read(type, null, null, hubHost)!.Takes(v, warnings)))).Where(t => t.Item2 > 0);

    /// <summary>Label and reader stand in each line: a line above the heads would be one that programs stumble over.</summary>
    private static async Task<IResult> CsvAsync(string uid, CurrentViewer current, Holdings holdings, WarningLists warnings, HttpContext context, CancellationToken stop)
    {
        await warnings.RefreshAsync(stop);
        return await FileAsync(Channel.Export, uid, "indicators.csv", "text/csv", current, holdings, context, item =>
        {
            using var text = new StringWriter();
            CsvSheet.Write(text, CsvHeads, item.Content!.Values().Select(value => (IReadOnlyList<string>)
            [
                value.Value, value.Kind.ToString(), "IH-" + item.Card.Uid, item.Card.Version.ToString(CultureInfo.InvariantCulture),
                item.Card.Label.Canonical(), item.Card.Pap.Canonical(), Reader(current.Viewer), string.Join("; ", warnings.HitsOf(value.Kind, value.Value).Select(h => h.List)),
            ]), new CsvOptions { QuoteAll = true });
            return text.ToString();
        }, stop);
    }

    private static Task<IResult> TextAsync(string uid, CurrentViewer current, Holdings holdings, HttpContext context, TimeProvider clock, CancellationToken stop) =>
        FileAsync(Channel.Export, uid, "indicators.txt", "text/plain", current, holdings, context, item =>
        {
            using var text = new StringWriter();
            var head = new SheetHead(
                string.Create(CultureInfo.InvariantCulture, $"{item.Card.Label.Canonical()} {item.Card.Pap.Canonical()} IH-{item.Card.Uid} version {item.Card.Version}"),
                Terms: string.Create(CultureInfo.InvariantCulture, $"Copy for {Reader(current.Viewer)}, {clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC. As is, for the programme's purposes."));
            PlainList.Write(text, item.Content!.Values().Select(v => new Indicator(v.Kind, v.Value)), head: head);
            return text.ToString();
        }, stop);

    /// <summary>A row of its own of the law's table, which asks for PAP too; what expired leaves block lists.</summary>
    private static async Task<IResult> BlockListAsync(
        string uid, CurrentViewer current, Holdings holdings, Database database, HttpContext context, SiteAddress site, TimeProvider clock, WarningLists warnings, KeyRing keys, CancellationToken stop,
        string? type = null, string? format = null)
    {
        if (BlockListAsk.Read(type, null, null, site.HostOf(context.Request), format) is not { } ask)
        {
            return FeedRefusals.NotReadable(format).ToProblem();
        }

        await warnings.RefreshAsync(stop);
        // Asked off the record first: of what gives no block list nothing is read.
        var known = await database.ReadAsync(sql => holdings.ForActAsync(sql, current.Viewer, uid, stop), stop);
        return known is { Done: true, Value.Card: var card } && !GivesBlockLists(card, clock.Now())
            ? Results.NotFound()
            : await FileAsync(Channel.BlockList, uid, "block-list." + FeedFormats.Ending(ask.Format), FeedFormats.MediaType(ask.Format).Split(';')[0], current, holdings, context, item => FeedFormats.Write(
                ask,
                [.. item.Content!.Values().Where(v => ask.Takes(v, warnings)).Select(v => ListedValue.Of(item.Card, v, site.Of(context.Request), keys))],
                HeadOf(item.Card, current.Viewer),
                (uint)clock.GetUtcNow().ToUnixTimeSeconds()), stop);
    }

    private static SheetHead HeadOf(Card card, Viewer reader) => new(
        card.Label.Canonical(), card.ExpiresAt == Micros.Never ? null : Micros.ToTime(card.ExpiresAt), "Infohub IH-" + card.Uid, $"Copy for {Reader(reader)}. {Syndication.Terms}");

    /// <summary>Beside the law's row: "as key" from TLP:AMBER on, which takes a ceiling that was raised and a session has not (reading 43); and what expired leaves block lists.</summary>
    private static bool GivesBlockLists(Card card, long now) => card.Label <= Tlp.Green && card.Pap <= Pap.Green && !card.IsExpired(now);

    private static async Task<IResult> FileAsync(
        Channel channel, string uid, string name, string type, CurrentViewer current, Holdings holdings, HttpContext context, Func<ReadableItem, string> write, CancellationToken stop)
    {
        var item = await holdings.OpenAsync(current.Viewer, channel, uid, null, stop);
        if (item.Refusal is not null || item.Value.Content is null)
        {
            return Results.NotFound();
        }

        ItemFiles.Lock(context);
        return Results.File(Encoding.UTF8.GetBytes(write(item.Value)), type + "; charset=utf-8", $"{item.Value.Card.Label.Canonical().Replace(':', '-')}_IH-{item.Value.Card.Uid}_{name}");
    }

    private static string Reader(Viewer viewer) => $"{viewer.PersonName}, {viewer.OrganisationName}";
}
