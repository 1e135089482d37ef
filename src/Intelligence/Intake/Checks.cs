using System.Text.Json;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Markings;
using Infohub.Stix.Json;

namespace Infohub.Intelligence.Intake;

/// <summary>One check of the gate: what is wrong, or null.</summary>
internal delegate ValueTask<StixFault?> Check(Admission of, CancellationToken stop);

/// <summary>The checks that every object passes, whatever door it came by, in this order.</summary>
internal sealed class Checks(FileInspection files)
{
    public const string Own = "this hub";

    public IReadOnlyList<Check> All { get; } = [IsStrict, IsStandard, new HoldsNoSample(files).CheckAsync, IsLabelled, MayGoThere];

    /// <summary>One meaning only: UTF-8, no member twice, within bounds.</summary>
    private static ValueTask<StixFault?> IsStrict(Admission of, CancellationToken stop) => new(of.Open());

    private static ValueTask<StixFault?> IsStandard(Admission of, CancellationToken stop) => new(of.Standard());

    /// <summary>Law W5: two labels, the strictest; none, or one that is not known, TLP:AMBER+STRICT for the sender's organisation. A marking of a part of the object counts for that part when it is read.</summary>
    private static ValueTask<StixFault?> IsLabelled(Admission of, CancellationToken stop)
    {
        var said = StixMarkings.LabelOf(of.Object.ObjectMarkingRefs);
        if (of.Object.Type == "marking-definition" && said is null)
        {
            // It says nothing but what objects beside it refer to: it goes where they may go, under the strictest label that may.
            said = Labels.All.LastOrDefault(l => l < Tlp.Red && l <= of.Origin.Ceiling && l <= of.Ceiling && of.Origin.Audience.All(p => WritingRules.Fits(l, p.Kind)));
        }

        of.Marked = said ?? Tlp.Clear;
        of.IsForOwnOnly = said is null && of.Origin.Label is null;
        var label = Labels.Stricter(said ?? (of.Origin.Label is null ? Tlp.AmberStrict : Tlp.Clear), of.Origin.Label ?? Tlp.Clear);
        of.Label = TlpTags.Tightened(TlpTags.LabelsOf(of.Object.Json), label) ?? label;
        return new((StixFault?)null);
    }

    /// <summary>Law H1 and the ceilings of writing.</summary>
    private static ValueTask<StixFault?> MayGoThere(Admission of, CancellationToken stop)
    {
        var label = of.Label.Canonical();
        return new(
            of.Label == Tlp.Red || of.Object.GranularMarkings.Any(m => m.MarkingRef is { } marking && StixMarkings.LabelOf(marking) == Tlp.Red) ? Fault(new FaultText("TLP:RED goes to named persons, by hand"))
            : of.Label > of.Ceiling ? Fault(new FaultText("this key writes at most {0}, and this is {1}", of.Ceiling.Canonical(), label))
            : of.IsForOwnOnly ? null
            : of.Label > of.Origin.Ceiling ? Fault(new FaultText("this place takes at most {0}, and this is {1}", of.Origin.Ceiling.Canonical(), label))
            : of.Origin.Audience.All(p => WritingRules.Fits(of.Label, p.Kind)) ? null
            : Fault(new FaultText("{0} does not go to these readers", label)));

        static StixFault Fault(FaultText message) => new("/object_marking_refs", message, Own);
    }
}

/// <summary>Law H2, also in the payload of an artifact.</summary>
internal sealed class HoldsNoSample(FileInspection files)
{
    public async ValueTask<StixFault?> CheckAsync(Admission of, CancellationToken stop)
    {
        if (of.Object.Type != "artifact" || !of.Object.Json.TryGetProperty("payload_bin", out var payload) || payload.ValueKind != JsonValueKind.String || !payload.TryGetBytesFromBase64(out var content) || content.Length == 0)
        {
            return null;
        }

        return await files.RefuseAsync("artifact", content, stop) is { } refusal ? new StixFault("/payload_bin", new FaultText(refusal.Sentence, refusal.Args), Checks.Own) : null;
    }
}
