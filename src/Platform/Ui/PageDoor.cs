using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Infohub.Platform.Ui;

/// <summary>
/// Before any page acts: a method for which it has no handler would show it without what it shows, and a form that could not be read would reach it empty.
/// </summary>
internal sealed class PageDoor : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        // the values are not bound yet
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // The page of errors answers every method, and has no handler for any.
        if (context.HandlerMethod is null && context.ActionDescriptor.HandlerMethods.Any(h => HttpMethods.IsGet(h.HttpMethod) || HttpMethods.IsPost(h.HttpMethod)))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
        else if (context.ModelState.TryGetValue("", out var whole) && whole.Errors.Count > 0)
        {
            // The reader of forms notes here, under no field's name, that it gave up.
            context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        // what it answered is its own
    }
}
