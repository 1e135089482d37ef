using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.Comments;

/// <summary>What the script of a reply asks while one types whom to tell.</summary>
internal static class MentionApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/items/{uid}/mentions", FindAsync).ExcludeFromDescription().Needs(Allow.Person);

    /// <summary>As a field shows it, in the reader's language.</summary>
    public static AudienceChoice Shown(MentionChoice choice, Words words) =>
        new(choice.Word, choice.Organisation.Length == 0 ? words[choice.Name] : choice.Name + " · " + choice.Organisation, choice.OrganisationZh.Length == 0 ? "" : choice.Name + " · " + choice.OrganisationZh);

    private static async Task<IResult> FindAsync(string uid, CurrentViewer current, Holdings holdings, Database database, Mentions mentions, Words words, CancellationToken stop, string? q = null)
    {
        var item = await database.ReadAsync(sql => holdings.ForActAsync(sql, current.Viewer, uid, stop), stop);
        return item.Refusal is { } refusal
            ? refusal.ToProblem()
            : Results.Json((await mentions.FindAsync(item.Value, q ?? "", stop)).Select(m => (Of: m, Shown: Shown(m, words))).Select(c => new FoundReader(c.Of.Word, words.Name(c.Shown.Name, c.Shown.NameZh), c.Of.Name)));
    }

    /// <param name="Text">As it stands behind an @.</param>
    private sealed record FoundReader(string Word, string Name, string Text);
}
