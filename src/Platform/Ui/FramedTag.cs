using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary><c>&lt;html framed&gt;</c>: the language, theme and density of this reader.</summary>
[HtmlTargetElement("html", Attributes = "framed")]
public sealed class FramedTag(PageFrame frame) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll("framed");
        output.Attributes.SetAttribute("lang", frame.Language);
        if (frame.Theme is not null)
        {
            output.Attributes.SetAttribute("data-bs-theme", frame.Theme);
        }

        if (frame.Density is not null)
        {
            output.Attributes.SetAttribute("data-density", frame.Density);
        }
    }
}
