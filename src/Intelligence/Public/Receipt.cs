using System.Text.Json.Serialization;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Public;

/// <summary>What became of one object that came in. What the hub knew before changes none of it (law R7).</summary>
/// <param name="Index">Its place in what came, from 0.</param>
/// <param name="Id">Its id as it says, or empty.</param>
/// <param name="Version">Its <c>modified</c>, or empty.</param>
/// <param name="Reason">Why it was not taken; empty for what was.</param>
/// <param name="Path">Where in the object, as a JSON pointer.</param>
/// <param name="Clause">Of which standard, or of the hub's own rules.</param>
public sealed record ObjectOutcome(long Index, string Id, string Version, string Reason = "", string Path = "", string Clause = "")
{
    public bool IsTaken => Reason.Length == 0;

    /// <summary>The reason for people: in the language of whoever looks. Machines get it in English.</summary>
    [JsonIgnore]
    public Sentence Said { get => field ?? new Sentence(Reason); init; }

    /// <summary>What its sender should know of what was taken; empty for nothing.</summary>
    public string Note { get; init; } = "";
}

/// <summary>What came of a whole stream.</summary>
/// <param name="Taken">Objects that were taken.</param>
/// <param name="Refused">Objects that were not, each with its reason.</param>
/// <param name="Fault">Why the rest was not read, or null.</param>
public sealed record Receipt(long Taken, long Refused, Stix.Json.StixFault? Fault);

/// <summary>How objects came, and for whom they are meant (law W1, W5).</summary>
/// <param name="Title">What the package is called.</param>
/// <param name="Audience">Who is to read them.</param>
public sealed record Origin(string Title, IReadOnlyList<Part> Audience)
{
    /// <summary>The label that the sender named for all: what an object says itself can only be stricter. Null where none was named: then an object without a label goes to the sender's organisation only.</summary>
    public Tlp? Label { get; init; }

    /// <summary>What an object above it is refused for, for example the ceiling of a collection.</summary>
    public Tlp Ceiling { get; init; } = Tlp.AmberStrict;

    /// <summary>The organisation to which an object goes that names no label, where that is not the sender's: of what comes from outside its steward's (law W5). 0 for the sender's.</summary>
    public long Submitter { get; init; }
}
