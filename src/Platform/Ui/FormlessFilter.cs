using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Infohub.Platform.Ui;

/// <summary>What is sent to a page and is no form reads as an empty one: the page says what is missing, as to anybody who left it empty.</summary>
internal sealed class FormlessFilter : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (HttpMethods.IsPost(context.HttpContext.Request.Method) && !context.HttpContext.Request.HasFormContentType)
        {
            context.HttpContext.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
