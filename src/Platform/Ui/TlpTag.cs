using Infohub.Markings;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary><c>&lt;tlp label="@item.Label" /&gt;</c>: a label in full, never translated, on black.</summary>
[HtmlTargetElement("tlp", Attributes = "label", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TlpTag : TagHelper
{
    public Tlp Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tlp " + ColourOf(Label));
        output.Attributes.SetAttribute("translate", "no");
        output.Content.SetContent(Label.Canonical());
    }

    /// <summary>The class with the standard's colour: AMBER+STRICT has that of AMBER.</summary>
    internal static string ColourOf(Tlp label) => label switch
    {
        Tlp.Clear => "tlp-clear",
        Tlp.Green => "tlp-green",
        Tlp.Amber or Tlp.AmberStrict => "tlp-amber",
        _ => "tlp-red",
    };
}
