using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary><c>&lt;brand-mark /&gt;</c>: the two open rings; drawn in place because the inner one takes a colour of its own.</summary>
[HtmlTargetElement("brand-mark", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BrandTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("viewBox", "0 0 28 28");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(
            """
            <path d="M23.2 8.2A11 11 0 1 1 19.8 4.6" fill="none" stroke="currentColor" stroke-width="2.5"/><path class="brand-arc" d="M19.1 11.4a5.8 5.8 0 1 1-2.4-2.5" fill="none" stroke-width="2.5"/><circle cx="14" cy="14" r="1.9" fill="currentColor" stroke="none"/>
            """);
    }
}
