using Infohub.Platform.Refusals;

namespace Infohub.Community.Public;

/// <summary>Strong authentication within 15 minutes (law R8): asked for RED, keys and roles.</summary>
public static class Fresh
{
    private static readonly Refusal Confirm = new(RefusalKind.SignIn, "confirm", "Confirm that it is you: this needs a proof from the last 15 minutes.");

    /// <summary>Null where the viewer proved themselves lately; else a refusal with the code <c>confirm</c>: a page goes to <see cref="PageFor"/>.</summary>
    /// <param name="viewer">Who acts.</param>
    /// <param name="now">The clock, in microseconds.</param>
    public static Refusal? Required(Viewer viewer, long now) => viewer.IsFresh(now) ? null : Confirm;

    /// <summary>The address of the page that asks for the proof and comes back.</summary>
    /// <param name="back">A local path with its query.</param>
    public static string PageFor(string back) => "/confirm?back=" + Uri.EscapeDataString(back);
}
