using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>What properties ask of each other.</summary>
internal static class ConstraintRules
{
    public static void Check(Walk walk, JsonElement of, StixStructure structure, Constraint constraint)
    {
        var (names, clause) = (constraint.Names, constraint.Clause ?? structure.Clause);
        switch (constraint.Kind)
        {
            case ConstraintKind.Any:
                if (!Array.Exists(names, n => of.TryGetProperty(n, out _)))
                {
                    walk.Tell(clause, None(names), names.Length == 1 ? names[0] : null, constraint.Severity);
                }

                break;
            case ConstraintKind.Not:
                if (of.TryGetProperty(names[0], out _) && Array.FindIndex(names, 1, n => of.TryGetProperty(n, out _)) is var other and > 0)
                {
                    walk.Tell(clause, new FaultText("“{0}” cannot stand beside “{1}”", names[other], names[0]), names[other], constraint.Severity);
                }

                break;
            case ConstraintKind.Needs:
                if (of.TryGetProperty(names[0], out _) && Array.FindIndex(names, 1, n => !of.TryGetProperty(n, out _)) is var missing and > 0)
                {
                    walk.Tell(clause, new FaultText("“{0}” needs “{1}”", names[0], names[missing]), names[missing], constraint.Severity);
                }

                break;
            case ConstraintKind.Beside:
                // Of somebody's own there may be more, which does not count.
                if (!of.EnumerateObject().Any(m => Array.IndexOf(names, m.Name) < 0 && structure.Find(m.Name) is not null))
                {
                    walk.Tell(clause, names.Length == 0 ? "it has no property" : "it has no property of its own", null, constraint.Severity);
                }

                break;
            default:
                Order(walk, of, structure, constraint);
                break;
        }
    }

    /// <summary>Times that are none are told elsewhere.</summary>
    private static void Order(Walk walk, JsonElement of, StixStructure structure, Constraint constraint)
    {
        if (of.TryGetProperty(constraint.Names[0], out var first) && of.TryGetProperty(constraint.Names[1], out var second)
            && Moment.TryRead(Raw.Text(first), out var earlier) && Moment.TryRead(Raw.Text(second), out var later)
            && earlier.Against(later) is var order && (order > 0 || (order == 0 && constraint.Kind == ConstraintKind.After)))
        {
            var told = constraint.Kind == ConstraintKind.After ? new FaultText("“{0}” is not after “{1}”", constraint.Names[1], constraint.Names[0]) : new FaultText("“{0}” is before “{1}”", constraint.Names[1], constraint.Names[0]);
            walk.Tell(structure.Clause, told, constraint.Names[1], constraint.Severity);
        }
    }

    /// <summary>As many as there are, one behind the other: a word of English parts them, for which other languages have none.</summary>
    private static FaultText None(string[] names)
    {
        var said = new FaultText("there is no “{0}”", names[0]);
        foreach (var name in names.AsSpan(1))
        {
            said = new FaultText("{0}, no “{1}”", said, name);
        }

        return said;
    }
}
