using System.Globalization;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Delivery.Inbox;

/// <summary>Turns what happens in circles, between organisations and to accounts into notices for those concerned.</summary>
internal sealed class CommunityListener : IListener
{
    public string Name => "inbox-community";

    public IReadOnlyList<Type> Hears { get; } =
    [
        typeof(CircleAsked), typeof(CircleInvited), typeof(CircleJoined), typeof(CircleRefused), typeof(CircleLeft), typeof(CircleOwnersChanged), typeof(CircleClosed),
        typeof(ClientProposed), typeof(ClientConfirmed), typeof(ClientEnded), typeof(ElevationAsked), typeof(ElevationAnswered),
        typeof(FactorRecoveryStarted), typeof(FactorRecoveryConfirmed), typeof(FactorRecoveryCancelled), typeof(FactorRecoveryUsed), typeof(RolesChanged), typeof(PersonInvited),
        typeof(PersonMoved),
    ];

    public Task HearAsync(Tx tx, object what, long at, CancellationToken stop) => what switch
    {
        CircleAsked e => OwnersAsync(tx, About(NoticeKind.CircleAsked, e.CircleId, e.OrganisationId, e.PersonId, e.At), stop),
        CircleInvited e => MemberAsync(tx, About(NoticeKind.CircleInvited, e.CircleId, e.OrganisationId, e.PersonId, e.At) with { Except = e.By }, e.OrganisationId, e.PersonId, stop),
        CircleJoined e => MemberAsync(tx, About(NoticeKind.CircleJoined, e.CircleId, e.OrganisationId, e.PersonId, e.At), e.OrganisationId, e.PersonId, stop),
        CircleRefused e => MemberAsync(tx, About(NoticeKind.CircleRefused, e.CircleId, e.OrganisationId, e.PersonId, e.At), e.OrganisationId, e.PersonId, stop),
        CircleLeft e => LeftAsync(tx, e, stop),
        CircleOwnersChanged e => About(e.Added ? NoticeKind.CircleOwner : NoticeKind.CircleOwnerEnded, e.CircleId, 0, 0, e.At).ToAsync(tx, Recipients.One, stop, ("person", e.PersonId)),
        CircleClosed e => OwnersAsync(tx, About(NoticeKind.CircleClosed, e.CircleId, 0, 0, e.At), stop),
        ClientProposed e => OtherSideAsync(tx, NoticeKind.ClientProposed, e.ProviderId, e.ClientId, e.ByOrganisationId, e.At, stop),
        ClientConfirmed e => BothSidesAsync(tx, e, stop),
        ClientEnded e => OtherSideAsync(tx, NoticeKind.ClientEnded, e.ProviderId, e.ClientId, e.ByOrganisationId, e.At, stop),
        ElevationAsked e => About(NoticeKind.ElevationAsked, e.ElevationId, 0, e.By, e.At).ToAsync(tx, Recipients.Officers, stop),
        ElevationAnswered e => (About(e.Granted ? NoticeKind.ElevationGranted : NoticeKind.ElevationRefused, e.ElevationId, 0, e.By, e.At) with { Except = 0 })
            .ToAsync(tx, Recipients.One, stop, ("person", e.AskedBy)),
        FactorRecoveryStarted e => RecoveryAsync(tx, e, stop),
        FactorRecoveryConfirmed e => RecoveryAsync(tx, NoticeKind.RecoveryConfirmed, NoticeKind.RecoveryGranted, e.PersonId, e.OrganisationId, e.By, e.RecoveryUid, e.At, stop),
        FactorRecoveryCancelled e => RecoveryAsync(tx, NoticeKind.RecoveryCancelled, NoticeKind.RecoveryStopped, e.PersonId, e.OrganisationId, e.By, e.RecoveryUid, e.At, stop),
        FactorRecoveryUsed e => RecoveryAsync(
            tx, NoticeKind.SecretsReplaced, NoticeKind.RecoveryUsed, e.PersonId, e.OrganisationId, 0, string.Create(CultureInfo.InvariantCulture, $"{e.PersonId}/{e.At}"), e.At, stop),
        RolesChanged e => (About(NoticeKind.RolesChanged, e.OrganisationId, 0, 0, e.At) with { Except = e.By }).ToAsync(tx, Recipients.One, stop, ("person", e.PersonId)),
        PersonInvited e => JoinerAsync(tx, NoticeKind.PersonInvited, e.PersonId, e.OrganisationId, e.By, e.At, stop),
        PersonMoved e => JoinerAsync(tx, NoticeKind.PersonMoved, e.PersonId, e.ToOrganisationId, e.By, e.At, stop),
        _ => Task.CompletedTask,
    };

    /// <summary>Who acts is not told: the subject's person.</summary>
    private static NewNotice About(int kind, long objectId, long organisation, long person, long at) =>
        new(kind, string.Create(CultureInfo.InvariantCulture, $"{NoticeKind.Word(kind)}/{objectId}/{organisation}/{person}/{at}"), at)
        {
            ObjectId = objectId,
            SubjectOrganisation = organisation,
            SubjectPerson = person,
            Except = person,
        };

    private static Task OwnersAsync(Tx tx, NewNotice notice, CancellationToken stop) => notice.ToAsync(tx, Recipients.Owners, stop, ("circle", notice.ObjectId));

    /// <summary>The member itself is told, also where the subject is that person.</summary>
    private static Task MemberAsync(Tx tx, NewNotice notice, long organisation, long person, CancellationToken stop) =>
        (notice with { Except = notice.Except == person ? 0 : notice.Except }).ToAsync(tx, Recipients.Member, stop, ("org", organisation), ("person", person));

    private static Task LeftAsync(Tx tx, CircleLeft e, CancellationToken stop) => e.Removed
        ? MemberAsync(tx, About(NoticeKind.CircleRemoved, e.CircleId, e.OrganisationId, e.PersonId, e.At), e.OrganisationId, e.PersonId, stop)
        : OwnersAsync(tx, About(NoticeKind.CircleLeft, e.CircleId, e.OrganisationId, e.PersonId, e.At), stop);

    private static Task OtherSideAsync(Tx tx, int kind, long provider, long client, long by, long at, CancellationToken stop) =>
        About(kind, provider, by, 0, at).ToAsync(tx, Recipients.Member, stop, ("org", by == provider ? client : provider), ("person", 0));

    private static async Task BothSidesAsync(Tx tx, ClientConfirmed e, CancellationToken stop)
    {
        await About(NoticeKind.ClientConfirmed, e.ProviderId, e.ClientId, 0, e.At).ToAsync(tx, Recipients.Member, stop, ("org", e.ProviderId), ("person", 0));
        await About(NoticeKind.ClientConfirmed, e.ClientId, e.ProviderId, 0, e.At).ToAsync(tx, Recipients.Member, stop, ("org", e.ClientId), ("person", 0));
    }

    /// <summary>Administrators learn who is to read what their organisation reads. Set-up tells nobody.</summary>
    private static Task JoinerAsync(Tx tx, int kind, long person, long organisation, long by, long at, CancellationToken stop) =>
        by == 0
            ? Task.CompletedTask
            : OverseersAsync(tx, kind, Recipients.Administrators, person, organisation, by, string.Create(CultureInfo.InvariantCulture, $"{person}/{at}"), at, stop);

    private static async Task RecoveryAsync(Tx tx, FactorRecoveryStarted e, CancellationToken stop)
    {
        await OwnAccountAsync(tx, NoticeKind.RecoveryStarted, e.PersonId, e.By, e.RecoveryUid, e.At, stop);
        await new NewNotice(NoticeKind.RecoveryToConfirm, "to-confirm/" + e.RecoveryUid, e.At) { SubjectPerson = e.PersonId, SubjectOrganisation = e.OrganisationId, Except = e.By }
            .ToAsync(tx, Recipients.Officers, stop);
        await OverseersAsync(tx, NoticeKind.RecoveryOfColleague, Recipients.Administrators, e.PersonId, e.OrganisationId, e.By, e.RecoveryUid, e.At, stop);
    }

    /// <summary>The person, the organisation's administrators and the officers: a recovery is the real way in, so each step of it is told to all of them.</summary>
    private static async Task RecoveryAsync(Tx tx, int own, int others, long person, long organisation, long by, string recovery, long at, CancellationToken stop)
    {
        await OwnAccountAsync(tx, own, person, by, recovery, at, stop);
        await OverseersAsync(tx, others, Recipients.Overseers, person, organisation, by, recovery, at, stop);
    }

    private static Task OverseersAsync(Tx tx, int kind, string recipients, long person, long organisation, long by, string recovery, long at, CancellationToken stop) =>
        new NewNotice(kind, NoticeKind.Word(kind) + "/" + recovery, at) { SubjectPerson = person, SubjectOrganisation = organisation, Except = by }
            .ToAsync(tx, recipients, stop, ("org", organisation), ("person", person));

    private static Task OwnAccountAsync(Tx tx, int kind, long person, long by, string recovery, long at, CancellationToken stop) =>
        new NewNotice(kind, NoticeKind.Word(kind) + "/" + recovery, at) { SubjectPerson = by }.ToAsync(tx, Recipients.One, stop, ("person", person));
}
