using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Sharing.Feeds;

/// <summary>Ends the feeds of who leaves (R5), and forgets what must no longer go out.</summary>
internal sealed class FeedListener(FeedValues values, LastGood lastGood) : IListener
{
    public string Name => "feeds";

    public IReadOnlyList<Type> Hears { get; } =
    [
        typeof(PersonLeft), typeof(OrganisationLeft), typeof(PersonMoved), typeof(PersonStateChanged), typeof(OrganisationStateChanged), typeof(CircleLeft), typeof(CircleSettingsChanged),
        typeof(ClientEnded), typeof(TermsChanged), typeof(ItemRevised), typeof(ItemRelabelled), typeof(ItemGone), typeof(ItemErased),
        typeof(WarningListsChanged),
    ];

    public async Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
    {
        lastGood.Clear();
        switch (what)
        {
            case PersonLeft left:
                await EndAsync(tx, left.OrganisationId, left.PersonId, left.At, stop);
                break;
            case PersonMoved moved:
                await EndAsync(tx, moved.FromOrganisationId, moved.PersonId, moved.At, stop);
                break;
            case OrganisationLeft left:
                await EndAsync(tx, left.OrganisationId, 0, left.At, stop);
                break;
            case ItemGone gone:
                values.Forget(gone.Uid);
                break;
            case ItemErased erased:
                values.Forget(erased.Uid);
                break;
        }
    }

    /// <summary>What was made before the leaving: who comes back may have made new ones.</summary>
    private static Task<int> EndAsync(Tx tx, long org, long person, long at, CancellationToken stop) =>
        tx.RunAsync(
            "update feed set ended_at = @at where ended_at = 0 and made_at <= @at and org_id = @org and (@person = 0 or person_id = @person)",
            stop,
            ("at", at),
            ("org", org),
            ("person", person));
}
