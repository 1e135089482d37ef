using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary><c>&lt;older href="@Model.OlderHref" /&gt;</c>: the way to the next page of a list, where there is one.</summary>
[HtmlTargetElement("older", Attributes = "href", TagStructure = TagStructure.WithoutEndTag)]
public sealed class OlderTag(Words words) : TagHelper
{
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(Href))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "mt-3 mb-0 text-center");
        output.Content.SetHtmlContent("<a class=\"btn\" rel=\"next\" href=\"").Append(Href).AppendHtml("\">")
            .Append(words["Show older items"]).AppendHtml("</a>");
    }
}
