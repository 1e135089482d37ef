using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Infohub.Web;

/// <summary>A store that does not take what a form sent: the form again with the sentence of it, so that nothing typed is lost.</summary>
internal sealed class KeepTyped(Failures failures) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        var http = context.HttpContext;
        if (done.Exception is not { } broken || !IsOfStore(broken) || !HttpMethods.IsPost(http.Request.Method) || context.HandlerInstance is not IKeepsTyped page)
        {
            return;
        }

        try
        {
            done.Result = await page.AgainAsync(Failures.RefusalFor(http, broken, StatusCodes.Status503ServiceUnavailable));
        }
        catch (Exception again) when (IsOfStore(again))
        {
            // Nothing can be read either: the page of errors shows what was typed.
            return;
        }

        done.ExceptionHandled = true;
        failures.Note(http, broken, StatusCodes.Status503ServiceUnavailable);
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }

    private static bool IsOfStore(Exception broken) => Failures.StatusOf(broken) == StatusCodes.Status503ServiceUnavailable;
}
