using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;
using Infohub.Sharing.Items;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Streams;

/// <summary>Of pages that show one thing: whether the reader keeps a bookmark on it, or follows it; and that an item was opened.</summary>
internal sealed class MarkFilter(CurrentViewer current, Database database, SeenBook seen) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is PageResult && context.Controller is PageModel && current is { IsSet: true, Viewer.IsPerson: true })
        {
            try
            {
                await MarkAsync(context, context.HttpContext.RequestAborted);
            }
            catch (StoreFailure)
            {
                // The page that says so must not fail for a mark.
            }
        }

        await next();
    }

    private async Task MarkAsync(ResultExecutingContext context, CancellationToken stop)
    {
        var viewer = current.Viewer;
        // A result that was made after a failure has no data of its own.
        var shown = ((PageModel)context.Controller).ViewData;
        if (context.Controller is ItemModel { Item: { IsFull: true, Card.State: ItemState.Shared } item })
        {
            // W7: what an anonymous author opens or keeps of their own would name them.
            if (item.Card.IsUnnamedAuthor)
            {
                return;
            }

            var (last, before, kept) = await database.ReadAsync(
                sql => sql.FirstAsync(
                    """
                    select cast(coalesce((select looked_at from seen where person_id = @person and item_seq = @item), 0) as bigint),
                      cast(coalesce((select looked_before from seen where person_id = @person and item_seq = @item), 0) as bigint),
                      cast((select count(*) from bookmark where person_id = @person and item_seq = @item) as bigint)
                    """,
                    static r => (r.Long(0), r.Long(1), r.Bool(2)),
                    stop,
                    ("person", viewer.PersonId),
                    ("item", item.Seq)),
                stop);
            // The page comes again after a form of it was sent: what was new to that look is new still.
            var again = last > 0 && Said.IsSaid(context.HttpContext.Request);
            (shown["LastLook"], shown["Bookmark"]) = (again ? before : last, new BookmarkButton(item.Card.Uid, kept, HasKey: true));
            seen.Open(viewer.PersonId, item.Seq, item.Card.Version, again ? 0 : viewer.Facts.Now);
        }
        else if (context.RouteData.Values["uid"] is string uid && context.ActionDescriptor is { AttributeRouteInfo.Template: "circles/{uid}" or "organisations/{uid}" or "people/{uid}" } route)
        {
            var kind = route.AttributeRouteInfo!.Template![0] switch { 'c' => ChoiceKind.Circle, 'o' => ChoiceKind.Organisation, _ => ChoiceKind.Person };
            var own = (await database.ReadAsync(sql => Choice.OfAsync(sql, viewer, stop), stop)).FindAll(c => c.Kind == kind && c.Uid == uid);
            (shown["Followed"], shown["Muted"]) = (own.Exists(c => !c.Muted), own.Exists(c => c.Muted));
        }
    }
}
