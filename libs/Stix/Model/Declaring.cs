using Infohub.Stix.Json;
using Infohub.Stix.Vocabularies;

namespace Infohub.Stix.Model;

/// <summary>The words in which the tables of the standard are written down.</summary>
internal static class Declaring
{
    public static StixProperty Must(StixProperty property)
    {
        property.IsRequired = true;
        return property;
    }

    /// <summary>§3.2: of all objects.</summary>
    public static StixProperty Common(StixProperty property)
    {
        property.Clause = "STIX 2.1 §3.2";
        return property;
    }

    public static StixProperty List(StixProperty property)
    {
        property.IsList = true;
        return property;
    }

    public static StixProperty Text(string name, TextForm form = TextForm.Any) => new(name, ValueKind.Text) { Form = form };

    public static StixProperty Flag(string name) => new(name, ValueKind.Boolean);

    public static StixProperty Whole(string name, double least = double.NegativeInfinity, double most = double.PositiveInfinity) => new(name, ValueKind.Integer) { Minimum = least, Maximum = most };

    public static StixProperty Size(string name) => Whole(name, 0);

    public static StixProperty Real(string name, double least = double.NegativeInfinity, double most = double.PositiveInfinity) => new(name, ValueKind.Float) { Minimum = least, Maximum = most };

    public static StixProperty Time(string name, TimePrecision precision = TimePrecision.Any) => new(name, ValueKind.Timestamp) { Precision = precision };

    public static StixProperty Hex(string name) => new(name, ValueKind.Hexadecimal);

    public static StixProperty Bytes(string name) => new(name, ValueKind.Binary);

    public static StixProperty Hashes(string name = "hashes") => new(name, ValueKind.Hashes);

    public static StixProperty Word(string name, Vocabulary vocabulary) => new(name, ValueKind.Word) { Vocabulary = vocabulary };

    public static StixProperty Words(string name, Vocabulary vocabulary) => List(Word(name, vocabulary));

    public static StixProperty Ref(string name, params string[] types) => new(name, ValueKind.Identifier) { TargetTypes = types };

    public static StixProperty Ref(string name, ObjectFamilies families, params string[] types) => new(name, ValueKind.Identifier) { TargetFamilies = families, TargetTypes = types };

    public static StixProperty Map(string name, MapValues values = MapValues.Any) => new(name, ValueKind.Dictionary) { Values = values };

    public static StixProperty Part(string name, StixStructure structure) => new(name, ValueKind.Structure) { Structure = structure };

    public static StixProperty Parts(string name, StixStructure structure) => List(Part(name, structure));

    public static StixProperty Special(string name, ValueKind kind) => new(name, kind);

    public static Constraint Any(params string[] names) => new(ConstraintKind.Any, names);

    public static Constraint Not(params string[] names) => new(ConstraintKind.Not, names);

    public static Constraint Needs(params string[] names) => new(ConstraintKind.Needs, names);

    public static Constraint NotBefore(string first, string second) => new(ConstraintKind.NotBefore, [first, second]);

    public static Constraint After(string first, string second) => new(ConstraintKind.After, [first, second]);

    /// <summary>Something of its own is there, beside what all objects have.</summary>
    public static Constraint Beside(params string[] names) => new(ConstraintKind.Beside, names);

    public static Constraint Should(Constraint constraint) => constraint with { Severity = Severity.Warning };
}
