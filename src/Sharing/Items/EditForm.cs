using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Items;

/// <summary>A correction as it was typed. A field that the form did not have leaves what it is about as it was.</summary>
internal sealed class EditForm
{
    public int Version { get; set; }
    public string? Title { get; set; }
    public string? Summary { get; set; }
    public string? Body { get; set; }
    public string? References { get; set; }
    public string? Language { get; set; }
    public string? Tags { get; set; }
    public List<string?> Tag { get; set; } = [];
    public string? Embargo { get; set; }
    public string? Expiry { get; set; }
    public string? Shown { get; set; }
    public List<string?> Kept { get; set; } = [];
    public List<string?> Excluded { get; set; } = [];

    /// <param name="has">Whether the form had the field: what is left empty arrives as null.</param>
    public PostChange ToChange(Func<string, bool> has) => new(
        Title ?? "",
        Summary ?? "",
        Body ?? "",
        References ?? "",
        Language,
        Embargo: has("embargo") ? FormTime.Read(Embargo) : null,
        Expiry: has("expiry") ? FormTime.Read(Expiry) : null,
        Tags: has("tags") ? TagOffers.All(Tags ?? "", Tag) : null,
        Excluded: has("shown") || has("excluded") ? TickedValues.Unticked(Shown ?? "", Kept, Excluded) : null);
}
