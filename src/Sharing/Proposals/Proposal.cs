using System.Text.Json;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Observables;

namespace Infohub.Sharing.Proposals;

/// <summary>What is to become of a value.</summary>
internal enum ProposedChange
{
    /// <summary>Another value stands in its place.</summary>
    Replace,

    /// <summary>It leaves the text.</summary>
    Remove,

    /// <summary>The text stays, and no longer counts as a value of this kind.</summary>
    Kind,
}

/// <summary>What became of a proposal; the numbers are kept.</summary>
internal enum ProposalOutcome
{
    Open = 0,
    Accepted = 1,
    Declined = 2,
}

/// <summary>A change of one value, as it is proposed.</summary>
/// <param name="Of">The value as the item names it.</param>
/// <param name="To">What stands in its place; null but for <see cref="ProposedChange.Replace"/>.</param>
/// <param name="Instead">What it is in truth, for <see cref="ProposedChange.Kind"/>; null for no indicator at all.</param>
internal sealed record Correction(ProposedChange Change, Finding Of, Finding? To, ObservableKind? Instead)
{
    /// <summary>The one object that is meant, of those that came by a machine or an import; empty for all that the item says.</summary>
    public string ObjectId { get; init; } = "";

    /// <summary>The words are meant, and no object: it was proposed to one that the words themselves make.</summary>
    public bool InTextAlone { get; init; }

    /// <summary>The same of objects; null where what it is said to be in truth cannot stand in its place.</summary>
    public ObjectCorrection? OfObjects => Instead is not { } kind ? new ObjectCorrection(Of, To, ObjectId)
        : Extractor.Find(Of.Value, new ExtractOptions { Kinds = new HashSet<ObservableKind> { kind }, MaxFindings = 2 }) is [var only] && only.Length == Of.Value.Length ? new ObjectCorrection(Of, only, ObjectId) : null;
}

/// <summary>What of a proposal is sealed under its item's key.</summary>
internal sealed record SealedProposal(string Change, string Kind, string Value, string ToKind, string ToValue, string Reason, string? Object = null, bool InTextAlone = false)
{
    public static string About(string uid) => "proposal/" + uid;

    public static string AnswerTo(string uid) => "proposal-answer/" + uid;

    public static string Write(Correction correction, string reason) => JsonSerializer.Serialize(new SealedProposal(
        correction.Change.ToString(),
        correction.Of.Kind.ToString(),
        correction.Of.Value,
        (correction.To?.Kind ?? correction.Instead)?.ToString() ?? "",
        correction.To?.Value ?? "",
        reason,
        correction.ObjectId,
        correction.InTextAlone));

    public static SealedProposal Read(string text) => JsonSerializer.Deserialize<SealedProposal>(text)!;

    public Correction Correction => new(
        Enum.Parse<ProposedChange>(Change),
        new Finding(Enum.Parse<ObservableKind>(Kind), Value, 0, 0),
        ToValue.Length > 0 ? new Finding(Enum.Parse<ObservableKind>(ToKind), ToValue, 0, 0) : null,
        ToValue.Length == 0 && ToKind.Length > 0 ? Enum.Parse<ObservableKind>(ToKind) : null)
    {
        ObjectId = Object ?? "",
        InTextAlone = InTextAlone,
    };
}

/// <summary>A proposal as its proposer, or the originator's side, reads it.</summary>
/// <param name="PersonName">Empty where it is said in the organisation's name.</param>
/// <param name="Mine">The viewer proposed it.</param>
/// <param name="ForMe">The viewer is of the originator's side, whom it is for.</param>
internal sealed record ProposalCard(
    string Uid, Correction Correction, string Reason, long At, string PersonName, string OrganisationName, string OrganisationNameZh, bool Mine, bool ForMe, ProposalOutcome Outcome, string Answer, long AnsweredAt)
{
    public bool IsOpen => Outcome == ProposalOutcome.Open;

    /// <summary>What accepting it would do, where the viewer could; null for all others.</summary>
    internal Accepting? Accepting { get; init; }
}
