using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Web;

/// <summary>What went wrong, for people. Knows the status alone: neither the address nor what stands there.</summary>
[Access(Allow.Everyone), IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }

    public string? Number { get; private set; }

    public Refusal Sentence { get; private set; } = Refusal.NotFound;

    /// <summary>What was typed into the form that failed, of the fields that its page names.</summary>
    public string Typed { get; private set; } = "";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Typed = await TypedAsync();
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>For every method: the request that failed may have been any.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerFeature>();
        Status = failure is not null ? Failures.StatusOf(failure.Error)
            : Failures.StatusOf(HttpContext) ?? StatusCodes.Status404NotFound;
        Number = Failures.NumberOf(HttpContext);
        Sentence = Failures.RefusalFor(HttpContext, failure?.Error, Status);
        Response.StatusCode = Status;
    }

    private async Task<string> TypedAsync()
    {
        var fields = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<TypedAttribute>()?.Fields;
        if (fields is null || !Request.HasFormContentType)
        {
            return "";
        }

        try
        {
            var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
            return string.Join("\n\n", fields.Select(f => form[f].ToString()).Where(text => text.Length > 0));
        }
        catch (Exception unread) when (unread is IOException or InvalidDataException)
        {
            // What did not arrive whole cannot be given back.
            return "";
        }
    }
}
