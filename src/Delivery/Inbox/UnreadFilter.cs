using Infohub.Community.Public;
using Infohub.Delivery.Live;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Delivery.Inbox;

/// <summary>Puts the number of unread notices into the frame of each page that is shown to somebody signed in; the page of an item has been told of then.</summary>
internal sealed class UnreadFilter(InboxBook inbox, MarkNotices mark, CurrentViewer current, PageFrame frame, LivePulse pulse) : IAsyncResultFilter
{
    private const string ItemPage = "/items/{uid}";

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is PageResult && current is { IsSet: true, Viewer.IsPerson: true })
        {
            try
            {
                var (viewer, stop) = (current.Viewer, context.HttpContext.RequestAborted);
                frame.Unread = await inbox.UnreadAsync(viewer, stop);
                if (frame.Unread > 0 && OpenedItem(context) is { } uid && await mark.OfItemAsync(viewer, uid, stop) > 0)
                {
                    frame.Unread = await inbox.UnreadAsync(viewer, stop);
                    pulse.Wake(viewer.PersonId);
                }
            }
            catch (StoreFailure)
            {
                // The page that says so must not fail for the number beside it.
            }
        }

        await next();
    }

    private static string? OpenedItem(ResultExecutingContext context) =>
        HttpMethods.IsGet(context.HttpContext.Request.Method)
        && (context.ActionDescriptor as PageActionDescriptor)?.AttributeRouteInfo?.Template == ItemPage[1..]
        && context.HttpContext.Response.StatusCode == StatusCodes.Status200OK
            ? context.RouteData.Values["uid"] as string
            : null;
}
