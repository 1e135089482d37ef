using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Infohub.Community.Viewers;

/// <summary>On every page and route, between the reading of the body and the handler.</summary>
internal sealed class StillAllowed(ViewerDoor door) : IAsyncPageFilter, IEndpointFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await door.StillAsync(context.HttpContext))
        {
            await next();
        }
        else
        {
            context.Result = new EmptyResult();
        }
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await door.StillAsync(context.HttpContext) ? await next(context) : Results.Empty;
}
