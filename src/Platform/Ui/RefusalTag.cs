using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary><c>&lt;refusal of="@Model.Refusal" /&gt;</c>: what was wrong and what to do, where there is something.</summary>
[HtmlTargetElement("refusal", Attributes = "of", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RefusalTag(PageFrame frame, Words words) : TagHelper
{
    public Refusal? Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice notice-alarm mb-3");
        output.Attributes.SetAttribute("id", "refusal");
        output.Attributes.SetAttribute("role", "alert");
        IconTag.AppendTo(output.Content, frame, "alert-triangle");
        output.Content.AppendHtml("<p>").Append(words.Of(Of));
        if (Of.Code == "confirm")
        {
            // Elsewhere, so that the form stays here as it was typed.
            output.Content.AppendHtml(" <a href=\"/confirm\" target=\"_blank\">").Append(words["Confirm in another tab"]).AppendHtml("</a> ")
                .Append(words["Then send this form again; what you typed stays here."]);
        }

        output.Content.AppendHtml("</p>");
    }
}
