using System.Text.Json;
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
                    walk.Tell(clause, $"there is no {string.Join(", no ", names.Select(n => $"“{n}”"))}", names.Length == 1 ? names[0] : null, constraint.Severity);
                }

                break;
            case ConstraintKind.Not:
                if (of.TryGetProperty(names[0], out _) && Array.FindIndex(names, 1, n => of.TryGetProperty(n, out _)) is var other and > 0)
                {
                    walk.Tell(clause, $"“{names[other]}” cannot stand beside “{names[0]}”", names[other], constraint.Severity);
                }

                break;
            case ConstraintKind.Needs:
                if (of.TryGetProperty(names[0], out _) && Array.FindIndex(names, 1, n => !of.TryGetProperty(n, out _)) is var missing and > 0)
                {
                    walk.Tell(clause, $"“{names[0]}” needs “{names[missing]}”", names[missing], constraint.Severity);
                }

                break;
            case ConstraintKind.Beside:
                if (!of.EnumerateObject().Any(m => Array.IndexOf(names, m.Name) < 0))
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
            walk.Tell(structure.Clause, $"“{constraint.Names[1]}” is {(constraint.Kind == ConstraintKind.After ? "not after" : "before")} “{constraint.Names[0]}”", constraint.Names[1], constraint.Severity);
        }
    }
}
