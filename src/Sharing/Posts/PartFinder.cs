using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.Posts;

/// <summary>
/// A field in which readers are found by their names: thousands of them make no list. Without script a button asks for what the name finds, with script it comes as one types.
/// </summary>
/// <param name="Id">Of the field, and the beginning of those beside it.</param>
/// <param name="Name">Of the boxes.</param>
/// <param name="Many">Boxes for many, or a choice of one.</param>
/// <param name="Chosen">What stands there, ticked.</param>
/// <param name="Query">What was typed.</param>
/// <param name="Found">What it finds; null where nothing was asked for.</param>
/// <param name="Handler">The page's handler that the button calls.</param>
public sealed record PartFinder(string Id, string Name, bool Many, IReadOnlyList<AudienceChoice> Chosen, string Query, AudienceOffer? Found, string Handler)
{
    /// <summary>Kinds of parts that it offers, by the beginnings of their words.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = ["circle", "organisation", "person"];

    /// <summary>What its script asks.</summary>
    public string Source { get; init; } = "/share/parts";

    /// <summary>What stands above it; else what its kinds are.</summary>
    public string Asks { get; init; } = "";

    /// <summary>In the order of circles, organisations and persons, without what is chosen.</summary>
    public IReadOnlyList<AudienceChoice> Offered =>
        Found is null ? [] : [.. Of(Found, Kinds).Where(c => Chosen.All(k => k.Word != c.Word))];

    internal static IEnumerable<AudienceChoice> Of(AudienceOffer offer, IReadOnlyList<string> kinds) =>
        offer.Circles.Concat(offer.Organisations).Concat(offer.Persons).Where(c => kinds.Contains(c.Word.Split(':', 2)[0]));
}

/// <summary>What the script of the field asks for while one types.</summary>
internal static class PartFinderApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/share/parts", FindAsync).ExcludeFromDescription().Needs(Allow.Person);

    private static async Task<IResult> FindAsync(CurrentViewer current, AudienceChoices choices, Words words, CancellationToken stop, string? q = null) =>
        Results.Json(PartFinder.Of(await choices.FindAsync(current.Viewer, q ?? "", stop), ["circle", "organisation", "person"]).Select(c => new FoundPart(c.Word, words.Name(c.Name, c.NameZh))));

    private sealed record FoundPart(string Word, string Name);
}
