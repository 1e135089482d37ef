using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary><c>&lt;icon name="home" /&gt;</c>: a line icon from the sprite, always beside a word.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTag(PageFrame frame) : TagHelper
{
    /// <summary>A name of Client/icons.json.</summary>
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        Use(output.Content, frame, Name);
    }

    /// <summary>The same for tag helpers that hold an icon.</summary>
    internal static void AppendTo(TagHelperContent content, PageFrame frame, string name)
    {
        content.AppendHtml("<svg class=\"icon\" aria-hidden=\"true\">");
        Use(content, frame, name);
        content.AppendHtml("</svg>");
    }

    private static void Use(TagHelperContent content, PageFrame frame, string name) => content
        .AppendHtml("<use href=\"").Append(frame.Asset("dist/icons.svg")).AppendHtml("#").Append(name).AppendHtml("\"></use>");
}
