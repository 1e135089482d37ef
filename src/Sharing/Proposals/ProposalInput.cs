using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Proposals;

/// <summary>A proposal as it was typed.</summary>
/// <param name="Value">Masked or live.</param>
/// <param name="Change"><c>replace</c>, <c>remove</c> or <c>kind</c>.</param>
/// <param name="To">What is to stand in its place, masked or live.</param>
/// <param name="Kind">What it is in truth, by its name in code; empty for no indicator.</param>
/// <param name="AsOrganisation">Said in the organisation's name, not in the person's.</param>
/// <param name="ObjectId">The one object that is meant, by its id; empty for all that the item says.</param>
internal sealed record ProposalInput(string? Value, string? Change, string? To, string? Kind, string? Reason, bool AsOrganisation, string? ObjectId = null)
{
    public const int LongestReason = 1000;

    /// <summary>In UTF-16 units; longer is no value.</summary>
    public const int LongestValue = 4096;

    /// <summary>In UTF-16 units; longer is no id.</summary>
    private const int LongestObject = 300;

    public static Refusal NoObject { get; } = Refusal.Invalid("proposal-object", "This item carries no object of that id that names the value.", "object");

    private static readonly Refusal NoValue = Refusal.Invalid("proposal-value", "Give one value as the item names it: an address, a name, a hash or the like, masked or live.", "value");

    private static readonly Refusal NoChange = Refusal.Invalid("proposal-change", "Say what is to become of it: another value, gone, or no value of that kind.", "change");

    private static readonly Refusal NoTo = Refusal.Invalid("proposal-to", "Give the one value that is to stand in its place.", "to");

    private static readonly Refusal SameTo = Refusal.Invalid("proposal-same", "That is what it says already.", "to");

    private static readonly Refusal NoKind = Refusal.Invalid("proposal-kind", "Choose another kind than it has, or none.", "kind");

    private static readonly Refusal NoReason = Refusal.Invalid("proposal-reason", "Say why, in at most {0} characters.", "reason", LongestReason);

    /// <summary>The change, checked as far as it can be without the item.</summary>
    public Outcome<Correction> Read()
    {
        var read = ReadChange();
        var id = (ObjectId ?? "").Trim();
        return read.Refusal is not null ? read : id.Length > LongestObject ? NoObject : read.Value with { ObjectId = id };
    }

    private Outcome<Correction> ReadChange()
    {
        if (One(Value) is not { } of)
        {
            return NoValue;
        }

        if ((Reason ?? "").Trim().Length is 0 or > LongestReason)
        {
            return NoReason;
        }

        switch (Change)
        {
            case "replace":
                return One(To) is not { } to ? NoTo : Content.WordOf(to) == Content.WordOf(of) ? SameTo : new Correction(ProposedChange.Replace, of, to, null);
            case "remove":
                return new Correction(ProposedChange.Remove, of, null, null);
            case "kind" when string.IsNullOrEmpty(Kind):
                return new Correction(ProposedChange.Kind, of, null, null);
            case "kind":
                return Enum.TryParse<ObservableKind>(Kind, out var kind) && Enum.IsDefined(kind) && kind != of.Kind ? new Correction(ProposedChange.Kind, of, null, kind) : NoKind;
            default:
                return NoChange;
        }
    }

    private static Finding? One(string? text)
    {
        var typed = (text ?? "").Trim();
        return typed.Length is > 0 and <= LongestValue && Extractor.Find(typed, new ExtractOptions { MaxFindings = 2 }) is [var only] ? only : null;
    }
}
