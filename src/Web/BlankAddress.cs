namespace Infohub.Web;

/// <summary>Nothing stands at an address of blanks alone; the binding of pages would hand them on as no text at all.</summary>
internal static class BlankAddress
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint route && route.RoutePattern.Parameters.Any(p => context.Request.RouteValues[p.Name] is string text && string.IsNullOrWhiteSpace(text)))
        {
            context.SetEndpoint(null);
        }

        return next(context);
    }
}
