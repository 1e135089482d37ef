using System.Text.Json.Serialization;

namespace Infohub.Demo.Script;

/// <summary>One act of a world file; <c>act</c> is its verb. Lines without a known verb, or with a field too many, are no acts.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(CommunityAct), "community")]
[JsonDerivedType(typeof(NewTermsAct), "new-terms")]
[JsonDerivedType(typeof(TermsAct), "terms")]
[JsonDerivedType(typeof(OrganisationAct), "organisation")]
[JsonDerivedType(typeof(OrganisationStateAct), "organisation-state")]
[JsonDerivedType(typeof(PersonAct), "person")]
[JsonDerivedType(typeof(PersonStateAct), "person-state")]
[JsonDerivedType(typeof(PersonMoveAct), "person-move")]
[JsonDerivedType(typeof(CircleAct), "circle")]
[JsonDerivedType(typeof(CircleSettingsAct), "circle-settings")]
[JsonDerivedType(typeof(CircleJoinAct), "circle-join")]
[JsonDerivedType(typeof(CircleAdmitAct), "circle-admit")]
[JsonDerivedType(typeof(CircleInviteAct), "circle-invite")]
[JsonDerivedType(typeof(CircleRemoveAct), "circle-remove")]
[JsonDerivedType(typeof(CircleLeaveAct), "circle-leave")]
[JsonDerivedType(typeof(CircleCloseAct), "circle-close")]
[JsonDerivedType(typeof(ClientProposeAct), "client-propose")]
[JsonDerivedType(typeof(ClientConfirmAct), "client-confirm")]
[JsonDerivedType(typeof(ClientEndAct), "client-end")]
[JsonDerivedType(typeof(KeyAct), "key")]
[JsonDerivedType(typeof(KeyCeilingAct), "key-ceiling")]
[JsonDerivedType(typeof(KeyRevokeAct), "key-revoke")]
[JsonDerivedType(typeof(FeedAct), "feed")]
[JsonDerivedType(typeof(FeedBindAct), "feed-bind")]
[JsonDerivedType(typeof(ShareAct), "share")]
[JsonDerivedType(typeof(DraftAct), "draft")]
[JsonDerivedType(typeof(ReviseAct), "revise")]
[JsonDerivedType(typeof(RelabelAct), "relabel")]
[JsonDerivedType(typeof(WithdrawAct), "withdraw")]
[JsonDerivedType(typeof(OpenAttributionAct), "open-attribution")]
[JsonDerivedType(typeof(HideAct), "hide")]
[JsonDerivedType(typeof(UnhideAct), "unhide")]
[JsonDerivedType(typeof(EraseAct), "erase")]
[JsonDerivedType(typeof(CommentAct), "comment")]
[JsonDerivedType(typeof(PassOnAct), "pass-on")]
[JsonDerivedType(typeof(AskWiderAct), "ask-wider")]
[JsonDerivedType(typeof(AnswerWiderAct), "answer-wider")]
[JsonDerivedType(typeof(AttachAct), "attach")]
[JsonDerivedType(typeof(GuidanceAct), "guidance")]
public abstract record Act
{
    /// <summary>Seconds from the moment of loading; negative in the past. Never decreases from act to act.</summary>
    public required long At { get; init; }

    /// <summary>The person in whose session it is done; null for the system and for a key.</summary>
    public string? By { get; init; }

    /// <summary>The key by which it is done, from this machine.</summary>
    public string? Key { get; init; }
}

/// <summary>A part of an audience by the world's names; a circle named <c>sector:finance</c> is that sector's.</summary>
public sealed record ActPart(string Part, string? Circle = null, string? Organisation = null, string? Person = null)
{
    public static ActPart Public { get; } = new("public");

    public static ActPart Community { get; } = new("community");

    public static ActPart OfCircle(string name) => new("circle", Circle: name);

    public static ActPart OfOrganisation(string name) => new("organisation", Organisation: name);

    public static ActPart OfPerson(string name) => new("person", Person: name);
}
