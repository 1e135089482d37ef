using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary>
/// <c>&lt;field for="title" label="Title" help="a few words"&gt;&lt;input id="title" …&gt;&lt;/field&gt;</c>: a control with its name, its help, and
/// its mark where the refusal concerns it. Label and help are English keys.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTag(Words words) : TagHelper
{
    /// <summary>The id of the control inside.</summary>
    public string For { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Help { get; set; }

    /// <summary>The form's refusal: shown here where its field is <see cref="For"/>, whatever the case.</summary>
    public Refusal? Refusal { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var control = await output.GetChildContentAsync().ConfigureAwait(false);
        var wrong = Refusal is not null && string.Equals(Refusal.Field, For, StringComparison.OrdinalIgnoreCase);
        output.TagName = "div";
        output.Attributes.SetAttribute("class", wrong ? "step step-wrong" : "step");
        var html = output.Content;
        html.SetHtmlContent("<label for=\"").Append(For).AppendHtml("\">").Append(words[Label]);
        if (Help is not null)
        {
            html.AppendHtml(" <span class=\"meta\">").Append(words[Help]).AppendHtml("</span>");
        }

        html.AppendHtml("</label>").AppendHtml(control);
        if (wrong)
        {
            html.AppendHtml("<p class=\"step-error\" id=\"").Append(For).AppendHtml("-error\">").Append(words.Of(Refusal!)).AppendHtml("</p>");
        }
    }
}
