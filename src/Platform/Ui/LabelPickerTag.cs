using Infohub.Markings;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary>
/// <c>&lt;label-picker name="Label" value="@Model.Label" /&gt;</c>: the five labels as one control, none chosen unless a value is
/// given, with the chosen one's meaning below. Posts the names of <see cref="Tlp"/>, which <see cref="Read"/> takes.
/// </summary>
[HtmlTargetElement("label-picker", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LabelPickerTag(Words words) : TagHelper
{
    /// <summary>The form's field.</summary>
    public string Name { get; set; } = "Label";

    /// <summary>The chosen label, or null: then the person has to choose.</summary>
    public Tlp? Value { get; set; }

    /// <summary>Labels that cannot be chosen here; say why in the content of the element.</summary>
    public IReadOnlyCollection<Tlp>? Not { get; set; }

    /// <summary>A few words beside the legend.</summary>
    public string? Hint { get; set; }

    /// <summary>What a label means to its reader (TLP 2.0 §3, in plain words).</summary>
    public static string MeaningOf(Tlp label) => label switch
    {
        Tlp.Clear => "Everyone may read it and pass it on.",
        Tlp.Green => "Readers may pass it on in the community, not in public.",
        Tlp.Amber => "Readers may pass it on inside their organisation and to its clients, where they need to know.",
        Tlp.AmberStrict => "Readers may pass it on inside their organisation only, where people need to know.",
        _ => "For the named persons only. No further.",
    };

    /// <summary>What was posted, or null for no label: the picker's names, and the canonical words of machines and drafts.</summary>
    public static Tlp? Read(string? word) =>
        Labels.TryParse(word, out var label) ? label : Labels.All.Cast<Tlp?>().FirstOrDefault(l => string.Equals(l.ToString(), word, StringComparison.OrdinalIgnoreCase));

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var why = await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "step");
        var html = output.Content;
        html.SetHtmlContent("<legend>").Append(words["Label"]);
        if (Hint is not null)
        {
            html.AppendHtml(" <span class=\"meta\">").Append(Hint).AppendHtml("</span>");
        }

        html.AppendHtml("</legend><div class=\"label-picker\">");
        foreach (var label in Labels.All)
        {
            Choice(html, label);
        }

        html.AppendHtml("</div>");
        foreach (var label in Labels.All)
        {
            html.AppendHtml($"<p class=\"meta label-means\" id=\"{IdOf(label)}-means\">")
                .Append(label.Canonical() + words[": "] + words[MeaningOf(label)]).AppendHtml("</p>");
        }

        html.AppendHtml(why);
    }

    private void Choice(TagHelperContent html, Tlp label)
    {
        var id = IdOf(label);
        html.AppendHtml("<div><input type=\"radio\" name=\"").Append(Name)
            .AppendHtml($"\" value=\"{label}\" id=\"{id}\" aria-describedby=\"{id}-means\" required")
            .AppendHtml(label == Value ? " checked" : "")
            .AppendHtml(Not?.Contains(label) == true ? " disabled" : "")
            .AppendHtml($"><label class=\"{TlpTag.ColourOf(label)}\" for=\"{id}\" translate=\"no\">{label.Canonical()}</label></div>");
    }

    private static string IdOf(Tlp label) => label switch
    {
        Tlp.Clear => "label-clear",
        Tlp.Green => "label-green",
        Tlp.Amber => "label-amber",
        Tlp.AmberStrict => "label-strict",
        _ => "label-red",
    };
}
