using System.Text.Json;
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
internal sealed record Correction(ProposedChange Change, Finding Of, Finding? To, ObservableKind? Instead);

/// <summary>What of a proposal is sealed under its item's key.</summary>
internal sealed record SealedProposal(string Change, string Kind, string Value, string ToKind, string ToValue, string Reason)
{
    public static string About(string uid) => "proposal/" + uid;

    public static string AnswerTo(string uid) => "proposal-answer/" + uid;

    public static string Write(Correction correction, string reason) => JsonSerializer.Serialize(new SealedProposal(
        correction.Change.ToString(),
        correction.Of.Kind.ToString(),
        correction.Of.Value,
        (correction.To?.Kind ?? correction.Instead)?.ToString() ?? "",
        correction.To?.Value ?? "",
        reason));

    public static SealedProposal Read(string text) => JsonSerializer.Deserialize<SealedProposal>(text)!;

    public Correction Correction => new(
        Enum.Parse<ProposedChange>(Change),
        new Finding(Enum.Parse<ObservableKind>(Kind), Value, 0, 0),
        ToValue.Length > 0 ? new Finding(Enum.Parse<ObservableKind>(ToKind), ToValue, 0, 0) : null,
        ToValue.Length == 0 && ToKind.Length > 0 ? Enum.Parse<ObservableKind>(ToKind) : null);
}

/// <summary>A proposal as its proposer, or the originator's side, reads it.</summary>
/// <param name="PersonName">Empty where it is said in the organisation's name.</param>
/// <param name="Mine">The viewer proposed it.</param>
/// <param name="ForMe">The viewer is of the originator's side, whom it is for.</param>
internal sealed record ProposalCard(
    string Uid, Correction Correction, string Reason, long At, string PersonName, string OrganisationName, string OrganisationNameZh, bool Mine, bool ForMe, ProposalOutcome Outcome, string Answer, long AnsweredAt)
{
    public bool IsOpen => Outcome == ProposalOutcome.Open;

    /// <summary>What the newest text would say, where the viewer could accept it; null where it cannot be done by itself.</summary>
    public Content? Corrected => Newest is null ? null : CorrectText.Of(Newest, Correction);

    /// <summary>What stands, where the viewer could accept it.</summary>
    internal Content? Newest { get; init; }
}
