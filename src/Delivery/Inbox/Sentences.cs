using Infohub.Markings;
using Infohub.Platform.Ids;
using Infohub.Platform.Ui;

namespace Infohub.Delivery.Inbox;

/// <summary>What each notice says, in the reader's language; never more than its line holds.</summary>
internal static class Sentences
{
    public static string Of(NoticeLine line, Words words)
    {
        if (line.IsBare)
        {
            return words["There is something new for you. Open it to see what."];
        }

        var who = Who(line, words);
        var circle = words.Name(line.Circle, line.CircleZh);
        var organisation = words.Name(line.Organisation, line.OrganisationZh);
        return line.Kind switch
        {
            NoticeKind.Shared when line.View.Length > 0 => words["Shared with you, and matches your view {0}", line.View],
            NoticeKind.Shared => words["Shared with you"],
            NoticeKind.ViewMatched when line.View.Length > 0 => words["Matches your view {0}", line.View],
            NoticeKind.ViewMatched => words["Matches a view that you removed"],
            NoticeKind.Tightened when line.Label is { } label => words["An item that you read was tightened. Its label is now {0}; you no longer read it.", label.Canonical()],
            NoticeKind.Tightened => words["Label or audience was tightened"],
            NoticeKind.Gone => words["Withdrawn or hidden"],
            NoticeKind.Comment => words["{0} wrote in the discussion", who],
            NoticeKind.AnswerAccepted => words["{0} accepted your answer", who],
            NoticeKind.SeenHereToo => words["{0} has seen it too", who],
            NoticeKind.PrivateAnswer => words["{0} answered in private", who],
            NoticeKind.Mentioned => words["{0} mentioned you", who],
            NoticeKind.PassedOn => words["{0} passed it on", who],
            NoticeKind.WiderAsked => words["{0} asks to share it wider", who],
            NoticeKind.WiderGiven => words["It is shared wider, as you asked"],
            NoticeKind.WiderDeclined => words["It is not shared wider, though you asked"],
            NoticeKind.CorrectionProposed => words["{0} proposes to correct a value", who],
            NoticeKind.CorrectionAccepted => words["Your correction was accepted: there is a new version"],
            NoticeKind.CorrectionDeclined => words["Your correction was answered: it stays as it is"],
            NoticeKind.Disclosure => words["{0} reports an unintended disclosure", who],
            NoticeKind.SealOpened when line.Reason.Length > 0 => words["Two officers opened the seal on your name. Their reason: {0}", line.Reason],
            NoticeKind.SealOpened => words["Two officers opened the seal on your name"],
            NoticeKind.SpeakerSealOpened => words["Two officers opened the seal on your name, under the sighting {0} that you gave without it. Their reason: {1}", line.AboutUid, line.Reason],
            NoticeKind.CircleAsked => words["{0} asks to join {1}", who, circle],
            NoticeKind.CircleInvited => words["You are invited to {0}", circle],
            NoticeKind.CircleJoined when circle.Length > 0 => words["You are a member of {0}", circle],
            NoticeKind.CircleJoined => words["You joined a circle"],
            NoticeKind.CircleRefused => words["A request to join a circle was declined"],
            NoticeKind.CircleLeft => words["{0} left {1}", who, circle],
            NoticeKind.CircleRemoved => words["You are no longer a member of a circle"],
            NoticeKind.CircleOwner when circle.Length > 0 => words["You are an owner of {0}", circle],
            NoticeKind.CircleOwner or NoticeKind.CircleOwnerEnded => words["The owners of a circle changed"],
            NoticeKind.CircleClosed => words["{0} is closed: it keeps its readers and takes no new items", circle],
            NoticeKind.ClientProposed => words["{0} proposes a client relation. Confirm it, or leave it", organisation],
            NoticeKind.ClientConfirmed => words["The client relation with {0} stands", organisation],
            NoticeKind.ClientEnded => words["{0} ended the client relation", organisation],
            NoticeKind.ElevationAsked => words["{0} asks a second officer to grant an act", who],
            NoticeKind.ElevationGranted => words["{0} granted the act that you asked for. It may be used for 60 minutes", who],
            NoticeKind.ElevationRefused => words["{0} refused the act that you asked for", who],
            NoticeKind.RecoveryStarted => words["Somebody says that you lost your second factor. If that is not so, stop it under your account and tell an officer"],
            NoticeKind.RecoveryConfirmed => words["An officer confirmed that your second factor may be replaced"],
            NoticeKind.RecoveryCancelled => words["The recovery of your account was cancelled"],
            NoticeKind.RecoveryToConfirm => words["{0} lost the second factor, or comes back. Confirm it, or cancel it", who],
            NoticeKind.RolesChanged => words["Your roles were changed"],
            NoticeKind.RecoveryOfColleague => words["A recovery was started for {0}, who lost the second factor or comes back", who],
            NoticeKind.RecoveryGranted => words["An officer confirmed the recovery for {0}. A day later the link can be made", who],
            NoticeKind.RecoveryStopped => words["The recovery for {0} was stopped", who],
            NoticeKind.RecoveryUsed => words["{0} chose new secrets by a recovery", who],
            NoticeKind.ItemReported => words["{0} reports the item {1}", who, PrintedUid.Write(line.AboutUid)],
            NoticeKind.PersonInvited => words["{0} was invited to your organisation", who],
            NoticeKind.PersonMoved => words["{0} was moved to your organisation", who],
            NoticeKind.SecretsReplaced => words["New secrets for your account were chosen by a recovery. If it was not you, tell an officer at once"],
            _ => words["Something happened that concerns you"],
        };
    }

    /// <summary>Where a notice without an item leads, or null.</summary>
    public static string? HrefOf(NoticeLine line) => line.Kind switch
    {
        >= NoticeKind.CircleAsked and <= NoticeKind.CircleClosed => line.CircleUid.Length > 0 ? "/circles/" + line.CircleUid : null,
        NoticeKind.ClientProposed or NoticeKind.ClientConfirmed or NoticeKind.ClientEnded => "/organisation",
        NoticeKind.ElevationAsked or NoticeKind.ElevationGranted or NoticeKind.ElevationRefused => "/officers/elevations",
        NoticeKind.RecoveryStarted or NoticeKind.RecoveryConfirmed or NoticeKind.RecoveryCancelled or NoticeKind.SecretsReplaced or NoticeKind.RolesChanged => "/account",
        NoticeKind.RecoveryToConfirm => "/officers/recoveries",
        NoticeKind.ItemReported => "/officers/items",
        (>= NoticeKind.RecoveryOfColleague and <= NoticeKind.RecoveryUsed) or NoticeKind.PersonInvited or NoticeKind.PersonMoved => "/people/" + line.PersonUid,
        _ => null,
    };

    private static string Who(NoticeLine line, Words words) => line switch
    {
        { ByAuthor: true } => words["The author"],
        { Person.Length: > 0, Organisation.Length: > 0 } => words["{0} ({1})", line.Person, words.Name(line.Organisation, line.OrganisationZh)],
        { Person.Length: > 0 } => line.Person,
        { Organisation.Length: > 0 } => words.Name(line.Organisation, line.OrganisationZh),
        _ => words["A reader"],
    };
}
