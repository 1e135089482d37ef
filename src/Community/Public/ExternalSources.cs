using Infohub.Platform.Data;
using Infohub.Platform.Ids;

namespace Infohub.Community.Public;

/// <summary>Originators outside of the community (law section 1, W5): what comes from another server is theirs, and nobody here acts for them.</summary>
public static class ExternalSources
{
    /// <summary>
    /// A source of its own for what a member takes from outside. As one that nobody has admitted it stands in no directory but the officers': whose servers a member polls is for nobody else to know, until something of it is
    /// shared with them.
    /// </summary>
    /// <param name="tx">The caller's transaction.</param>
    /// <param name="ids">Makes its address.</param>
    /// <param name="name">How it is named to readers.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Its number.</returns>
    public static async Task<long> AddAsync(Tx tx, IIdSource ids, string name, CancellationToken stop) =>
        (await tx.NumberAsync(
            "insert into organisation(uid, name, standing, state, joined_at, created_at) values (@uid, @name, @external, @waiting, @now, @now) returning id",
            stop,
            ("uid", ids.NewUid()),
            ("name", name),
            ("external", Standing.External),
            ("waiting", State.Waiting),
            ("now", tx.Now)))!.Value;
}
