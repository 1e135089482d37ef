using System.Text.Json.Serialization;
using Infohub.Markings;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Public;

/// <summary>What became of one object that was brought with a post.</summary>
/// <param name="Index">Its place in what came, from 0.</param>
/// <param name="Id">Its id as it says, or empty.</param>
/// <param name="Type">Its type, or empty.</param>
/// <param name="Name">What people call it, or empty.</param>
/// <param name="Label">Its own marking in canonical form; empty where it has none.</param>
/// <param name="Reason">Why it is not taken, as a sentence is kept; empty for what is.</param>
/// <param name="Path">Where in the object, as a JSON pointer.</param>
/// <param name="Clause">Of which standard, or of the hub's own rules.</param>
public sealed record BroughtObject(long Index, string Id, string Type, string Name, string Label, string Reason = "", string Path = "", string Clause = "")
{
    public bool IsTaken => Reason.Length == 0;

    /// <summary>The reason for people: in the language of whoever looks.</summary>
    [JsonIgnore]
    public Sentence Said => Sentence.Read(Reason);
}

/// <summary>What was brought with a post, in figures and in the words of its own report.</summary>
/// <param name="Types">How many of each type.</param>
/// <param name="Refused">How many are not taken, so far as is known.</param>
/// <param name="Strictest">The strictest marking found (law W5), or null where there is none.</param>
/// <param name="Unmarked">How many say nothing of TLP.</param>
/// <param name="Title">Of its first report or grouping, or empty.</param>
/// <param name="Description">Of the same, or empty.</param>
/// <param name="Fault">Why the rest was not read, as a sentence is kept; or empty.</param>
public sealed record BroughtSummary(IReadOnlyDictionary<string, long> Types, long Refused, Tlp? Strictest, long Unmarked, string Title, string Description, string Fault)
{
    /// <summary>All that came, taken or not.</summary>
    public long Objects => Types.Values.Sum();

    /// <summary>The labels of its reports and groupings, as MISP's tags come; null in what was kept before there were any.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public static BroughtSummary Nothing { get; } = new(new Dictionary<string, long>(), 0, null, 0, "", "", "");
}

/// <summary>As far as it is carried.</summary>
public enum BroughtState
{
    /// <summary>Its reading was cut short.</summary>
    Reading = 0,

    /// <summary>Kept with a draft.</summary>
    Draft = 1,

    /// <summary>Shared, and on its way.</summary>
    OnItsWay = 2,

    /// <summary>Each has its outcome.</summary>
    Carried = 3,

    /// <summary>The post is hidden or at TLP:RED: it goes on if that changes.</summary>
    Waits = 4,
}

/// <summary>What its author is told of it.</summary>
/// <param name="Listed">Some of the objects, with their outcomes.</param>
/// <param name="HasTable">A table is kept with the draft whose columns are still to be said.</param>
public sealed record BroughtView(BroughtState State, BroughtSummary Summary, IReadOnlyList<BroughtObject> Listed, bool HasTable);
