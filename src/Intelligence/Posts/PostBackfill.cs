using System.Globalization;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Intelligence.Posts;

/// <summary>Gives posts their objects that were shared before there were any: all posts are walked once by each process, a few at a time.</summary>
internal sealed class PostBackfill(Database database, ItemSources sources, PostListener posts)
{
    private const int Step = 500;

    private long from;

    public async Task<string?> RunAsync(CancellationToken stop)
    {
        if (from == long.MaxValue)
        {
            return null;
        }

        var (lacking, last) = await sources.WithoutObjectsAsync(from, Step, stop);
        var made = 0;
        foreach (var post in lacking)
        {
            await database.WriteAsync(tx => posts.MakeAsync(tx, post, newReaders: false, stop), stop);
            made++;
        }

        from = last;
        return made == 0 ? null : made.ToString(CultureInfo.InvariantCulture) + " posts";
    }
}
