namespace Infohub.Delivery.Inbox;

/// <summary>What a notice tells. Below 100 it is about an item, and the law decides whether it is seen at all.</summary>
internal static class NoticeKind
{
    public const int Shared = 1;
    public const int Tightened = 2;
    public const int Gone = 3;
    public const int Comment = 4;
    public const int PassedOn = 5;
    public const int WiderAsked = 6;
    public const int WiderGiven = 7;
    public const int WiderDeclined = 8;
    public const int Disclosure = 9;
    public const int SealOpened = 10;
    public const int AnswerAccepted = 11;
    public const int SeenHereToo = 12;
    public const int PrivateAnswer = 13;
    public const int Mentioned = 14;
    public const int ViewMatched = 15;
    public const int CorrectionProposed = 16;
    public const int CorrectionAccepted = 17;
    public const int CorrectionDeclined = 18;

    public const int CircleAsked = 101;
    public const int CircleInvited = 102;
    public const int CircleJoined = 103;
    public const int CircleRefused = 104;
    public const int CircleLeft = 105;
    public const int CircleRemoved = 106;
    public const int CircleOwner = 107;
    public const int CircleOwnerEnded = 108;
    public const int CircleClosed = 109;
    public const int ClientProposed = 110;
    public const int ClientConfirmed = 111;
    public const int ClientEnded = 112;
    public const int ElevationAsked = 113;
    public const int ElevationGranted = 114;
    public const int ElevationRefused = 115;
    public const int RecoveryStarted = 116;
    public const int RecoveryConfirmed = 117;
    public const int RecoveryCancelled = 118;
    public const int RecoveryToConfirm = 119;
    public const int RolesChanged = 120;
    public const int RecoveryOfColleague = 121;
    public const int RecoveryGranted = 122;
    public const int RecoveryStopped = 123;
    public const int RecoveryUsed = 124;
    public const int SecretsReplaced = 125;
    public const int ItemReported = 126;
    public const int PersonInvited = 127;
    public const int PersonMoved = 128;

    /// <summary>Of something said without a name: about no item, for whoever said it may have ceased to read it.</summary>
    public const int SpeakerSealOpened = 129;

    /// <summary>Told of what is new: with the view that it came into, where it came into one.</summary>
    public const string OfNew = "1, 15";

    /// <summary>For the owners of a circle alone, as they are now.</summary>
    public const string ForOwners = "101, 105, 109";

    /// <summary>For those who act for the organisation now.</summary>
    public const string ForAdministrators = "110, 111, 112";

    /// <summary>For officers, as they are now.</summary>
    public const string ForOfficers = "113, 119, 126";

    /// <summary>For officers, and those who act for the person's organisation, as they are now.</summary>
    public const string ForOverseers = "121, 122, 123, 124, 127, 128";

    private static readonly Dictionary<int, string> Words = new()
    {
        [Shared] = "shared",
        [Tightened] = "tightened",
        [Gone] = "gone",
        [Comment] = "comment",
        [PassedOn] = "passed-on",
        [WiderAsked] = "wider-asked",
        [WiderGiven] = "wider-given",
        [WiderDeclined] = "wider-declined",
        [Disclosure] = "disclosure-reported",
        [SealOpened] = "seal-opened",
        [AnswerAccepted] = "answer-accepted",
        [SeenHereToo] = "seen-here-too",
        [PrivateAnswer] = "private-answer",
        [Mentioned] = "mentioned",
        [ViewMatched] = "view-matched",
        [CorrectionProposed] = "correction-proposed",
        [CorrectionAccepted] = "correction-accepted",
        [CorrectionDeclined] = "correction-declined",
        [CircleAsked] = "circle-asked",
        [CircleInvited] = "circle-invited",
        [CircleJoined] = "circle-joined",
        [CircleRefused] = "circle-refused",
        [CircleLeft] = "circle-left",
        [CircleRemoved] = "circle-removed",
        [CircleOwner] = "circle-owner",
        [CircleOwnerEnded] = "circle-owner-ended",
        [CircleClosed] = "circle-closed",
        [ClientProposed] = "client-proposed",
        [ClientConfirmed] = "client-confirmed",
        [ClientEnded] = "client-ended",
        [ElevationAsked] = "elevation-asked",
        [ElevationGranted] = "elevation-granted",
        [ElevationRefused] = "elevation-refused",
        [RecoveryStarted] = "recovery-started",
        [RecoveryConfirmed] = "recovery-confirmed",
        [RecoveryCancelled] = "recovery-cancelled",
        [RecoveryToConfirm] = "recovery-to-confirm",
        [RolesChanged] = "roles-changed",
        [RecoveryOfColleague] = "recovery-of-colleague",
        [RecoveryGranted] = "recovery-granted",
        [RecoveryStopped] = "recovery-stopped",
        [RecoveryUsed] = "recovery-used",
        [SecretsReplaced] = "secrets-replaced",
        [ItemReported] = "item-reported",
        [PersonInvited] = "person-invited",
        [PersonMoved] = "person-moved",
        [SpeakerSealOpened] = "speaker-seal-opened",
    };

    /// <summary>The word of REST.</summary>
    public static string Word(int kind) => Words.GetValueOrDefault(kind, "other");
}
