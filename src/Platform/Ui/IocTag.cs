using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary><c>&lt;ioc value="@masked" kind="@kind" /&gt;</c>: an indicator, already masked; its brackets step back so that the value reads.</summary>
[HtmlTargetElement("ioc", Attributes = "value", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IocTag : TagHelper
{
    private static readonly string[] Brackets = ["[.]", "[@]", "[:]", "[://]"];

    /// <summary>The masked form.</summary>
    public string? Value { get; set; }

    /// <summary>The kind's word, for scripts and tests; may be null.</summary>
    public string? Kind { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "code";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ioc");
        output.Attributes.SetAttribute("translate", "no");
        if (Kind is not null)
        {
            output.Attributes.SetAttribute("data-kind", Kind);
        }

        var rest = Value ?? "";
        while (rest.Length > 0)
        {
            var (at, bracket) = FirstOf(rest);
            output.Content.Append(rest[..at]);
            if (bracket.Length > 0)
            {
                output.Content.AppendHtml("<span>").Append(bracket).AppendHtml("</span>");
            }

            rest = rest[(at + bracket.Length)..];
        }
    }

    private static (int At, string Bracket) FirstOf(string text) => Brackets
        .Select(b => (At: text.IndexOf(b, StringComparison.Ordinal), Bracket: b))
        .Where(f => f.At >= 0)
        .DefaultIfEmpty((At: text.Length, Bracket: ""))
        .MinBy(f => f.At);
}
