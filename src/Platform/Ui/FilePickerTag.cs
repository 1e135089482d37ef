using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary>
/// <c>&lt;file-picker id="files" name="files" multiple /&gt;</c>: a field for files in the page's own words. Without script it is the browser's, which alone says then what was chosen.
/// </summary>
[HtmlTargetElement("file-picker", Attributes = "id,name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FilePickerTag(PageFrame frame, Words words) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var many = output.Attributes.ContainsName("multiple");
        output.TagName = "input";
        output.TagMode = TagMode.StartTagOnly;
        output.Attributes.SetAttribute("type", "file");
        output.Attributes.SetAttribute("class", "form-control");
        output.PreElement.SetHtmlContent("<div class=\"file-picker\">");
        var after = output.PostElement;
        after.SetHtmlContent("<span class=\"file-words\" aria-hidden=\"true\"><span class=\"btn btn-sm\">");
        IconTag.AppendTo(after, frame, "upload");
        after.Append(words[many ? "Choose files" : "Choose a file"]).AppendHtml("</span> <span class=\"meta\" data-picked>").Append(words["No file chosen"]).AppendHtml("</span></span></div>");
    }
}
