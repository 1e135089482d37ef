using Infohub.Community.Public;
using Infohub.Community.Settings;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;

namespace Infohub.Community.Viewers;

/// <summary>Finds out who asks and holds the route's declared policy. After routing, before everything that reads.</summary>
internal sealed class ViewerMiddleware(RequestDelegate next, ViewerDoor door, CurrentSettings settings)
{
    public async Task InvokeAsync(HttpContext context, CurrentViewer current, PageFrame frame)
    {
        await settings.FrameAsync(frame, context.RequestAborted);
        // An error page runs a second time through here; the viewer stays the one of the first.
        if (await (current.IsSet ? ViewerDoor.IsAllowedAsync(context, current.Viewer) : door.EnterAsync(context)))
        {
            await next(context);
        }
    }
}
