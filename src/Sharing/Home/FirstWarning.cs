using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing.Home;

/// <summary>The step that a community is for: something was shared that the officer who asks reads (R7: what others share unseen is not told).</summary>
internal static class FirstWarning
{
    private static readonly Tlp[] Uncounted = [Tlp.Green, Tlp.Clear];

    public static FirstStep Step { get; } = new(
        "/share", "Share the first warning", "People come back to a place where something happens: begin with what you would have liked to be told.", 80, IsTakenAsync);

    /// <summary>Of labels whose readers are not on record, so that a look at the list puts nobody there.</summary>
    private static async Task<bool> IsTakenAsync(IServiceProvider services, Viewer viewer, CancellationToken stop)
    {
        var holdings = services.GetRequiredService<Holdings>();
        foreach (var label in Uncounted)
        {
            if ((await holdings.ListAsync(viewer, Channel.List, new ItemQuery { Label = label, Take = 1 }, stop)).Value.Cards.Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}
