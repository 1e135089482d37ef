using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Delivery.Inbox;

/// <summary>Puts the number of unread notices into the frame of each page that is shown to somebody signed in.</summary>
internal sealed class UnreadFilter(InboxBook inbox, CurrentViewer current, PageFrame frame) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is PageResult && current is { IsSet: true, Viewer.IsPerson: true })
        {
            try
            {
                frame.Unread = await inbox.UnreadAsync(current.Viewer, context.HttpContext.RequestAborted);
            }
            catch (StoreFailure)
            {
                // The page that says so must not fail for the number beside it.
            }
        }

        await next();
    }
}
