using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>The types of values (STIX 2.1 §2).</summary>
internal static class ValueRules
{
    public static void Check(Walk walk, JsonElement value, StixProperty property, string clause)
    {
        if (!property.IsList)
        {
            One(walk, value, property, clause);
            return;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            walk.Error("STIX 2.1 §2.12", "this is no list");
            return;
        }

        if (value.GetArrayLength() == 0)
        {
            walk.Error("STIX 2.1 §2.12", "a list has at least one value");
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            walk.Enter(index++);
            One(walk, item, property, clause);
            walk.Leave();
        }
    }

    private static void One(Walk walk, JsonElement value, StixProperty property, string clause)
    {
        switch (property.Kind)
        {
            case ValueKind.Text:
                if (Is(walk, value, JsonValueKind.String, "STIX 2.1 §2.15", "this is no string") && property.Form != TextForm.Any)
                {
                    TextForms.Check(walk, Raw.Text(value), property.Form, clause);
                }

                break;
            case ValueKind.Boolean:
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    walk.Error("STIX 2.1 §2.2", "this is neither true nor false");
                }

                break;
            case ValueKind.Integer or ValueKind.Float:
                Number(walk, value, property, clause);
                break;
            case ValueKind.Timestamp:
                Time(walk, value, property, clause);
                break;
            case ValueKind.Identifier:
                if (Is(walk, value, JsonValueKind.String, "STIX 2.1 §2.9", "this is no identifier"))
                {
                    IdentifierRules.Check(walk, value, property, clause);
                }

                break;
            case ValueKind.Binary:
                // RFC 4648 §3.3: nothing else stands among the letters; the reader of the framework skips white space.
                if (Is(walk, value, JsonValueKind.String, "STIX 2.1 §2.1", "this is no string") && (!Base64.IsValid(Raw.Text(value)) || Raw.Text(value).ContainsAny(" \t\r\n"u8)))
                {
                    walk.Error("STIX 2.1 §2.1", "this is no base 64");
                }

                break;
            case ValueKind.Hexadecimal:
                if (Is(walk, value, JsonValueKind.String, "STIX 2.1 §2.8", "this is no string") && !IsHex(Raw.Text(value)))
                {
                    // An example of the standard has capitals.
                    var isInCapitals = Raw.Text(value) is var digits && digits.Length % 2 == 0 && !digits.ContainsAnyExcept(Letters.Hex);
                    walk.Tell("STIX 2.1 §2.8", "these are no hexadecimal digits, two for a byte, in small letters", null, isInCapitals ? Severity.Warning : Severity.Error);
                }

                break;
            case ValueKind.Word:
                Word(walk, value, property);
                break;
            default:
                Composed(walk, value, property, clause);
                break;
        }
    }

    private static void Composed(Walk walk, JsonElement value, StixProperty property, string clause)
    {
        if (property.Kind == ValueKind.Reserved)
        {
            walk.Error("STIX 2.1 §3.8", "the name is reserved");
            return;
        }

        if (!Is(walk, value, JsonValueKind.Object, "STIX 2.1 §2.3", "this is no object"))
        {
            return;
        }

        switch (property.Kind)
        {
            case ValueKind.Structure:
                walk.Members(value, property.Structure!);
                break;
            case ValueKind.Hashes:
                DictionaryRules.Hashes(walk, value, clause);
                break;
            case ValueKind.Extensions:
                ExtensionRules.Check(walk, value);
                break;
            case ValueKind.Container:
                DomainRules.Container(walk, value);
                break;
            case ValueKind.Translations:
                LanguageContentRules.Check(walk, value);
                break;
            default:
                DictionaryRules.Check(walk, value, property.Values, clause);
                break;
        }
    }

    public static bool Is(Walk walk, JsonElement value, JsonValueKind kind, string clause, string otherwise)
    {
        if (value.ValueKind == kind)
        {
            return true;
        }

        walk.Error(clause, otherwise);
        return false;
    }

    /// <summary>§2.10: a whole number that every reader of JSON keeps exactly.</summary>
    public static bool IsInteger(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) && whole is >= -StixProperty.LargestInteger and <= StixProperty.LargestInteger;

    private static void Number(Walk walk, JsonElement value, StixProperty property, string clause)
    {
        if (property.Kind == ValueKind.Integer ? !IsInteger(value) : value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var real) || !double.IsFinite(real))
        {
            walk.Error(property.Kind == ValueKind.Integer ? "STIX 2.1 §2.10" : "STIX 2.1 §2.6", property.Kind == ValueKind.Integer ? "this is no integer of 54 bits" : "this is no number");
        }
        else if (value.GetDouble() is var number && (number < property.Minimum || number > property.Maximum))
        {
            walk.Error(clause, double.IsPositiveInfinity(property.Maximum) ? new FaultText("it is less than {0}", property.Minimum) : new FaultText("it is not between {0} and {1}", property.Minimum, property.Maximum));
        }
    }

    private static void Time(Walk walk, JsonElement value, StixProperty property, string clause)
    {
        if (!Is(walk, value, JsonValueKind.String, "STIX 2.1 §2.16", "this is no time"))
        {
            return;
        }

        if (!Moment.TryRead(Raw.Text(value), out var moment))
        {
            walk.Error("STIX 2.1 §2.16.1", "this is no time in UTC, as 2026-11-27T08:15:00.125Z is");
        }
        else if (property.Precision == TimePrecision.Milliseconds && moment.Fraction.Length < 3)
        {
            walk.Error("STIX 2.1 §3.2", "the time has no milliseconds");
        }
        else if (property.Precision == TimePrecision.Seconds && moment.Fraction.ContainsAnyExcept((byte)'0'))
        {
            walk.Error(clause, "the time is finer than a second");
        }
    }

    private static void Word(Walk walk, JsonElement value, StixProperty property)
    {
        var vocabulary = property.Vocabulary!;
        if (!Is(walk, value, JsonValueKind.String, vocabulary.IsOpen ? "STIX 2.1 §2.14" : "STIX 2.1 §2.4", "this is no string") || vocabulary.Contains(Raw.Text(value)))
        {
            return;
        }

        if (!vocabulary.IsOpen)
        {
            walk.Error(vocabulary.Clause, new FaultText("this is no word of {0}", vocabulary.Name));
            return;
        }

        walk.Warn(vocabulary.Clause, new FaultText("this is no word of {0}", vocabulary.Name));
        if (!TextForms.IsLowerHyphened(Raw.Text(value)))
        {
            walk.Warn("STIX 2.1 §2.14", "words of one's own are written in small letters, with hyphens");
        }
    }

    public static bool IsHex(ReadOnlySpan<byte> digits) => digits.Length % 2 == 0 && !digits.ContainsAnyExcept(Letters.SmallHex);

    /// <summary>What the standard does not describe (§7.3, §11): it is still made of the standard's types.</summary>
    public static void Undescribed(Walk walk, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                walk.Error("STIX 2.1 §2", "null is of none of the standard's types");
                break;
            case JsonValueKind.Number:
                if (value.TryGetInt64(out _) ? !IsInteger(value) : !double.IsFinite(value.GetDouble()))
                {
                    walk.Error("STIX 2.1 §2.10", "the number is too large");
                }

                break;
            case JsonValueKind.Array:
                if (value.GetArrayLength() == 0)
                {
                    // ATT&CK itself has such: what one need not read (§11) is no reason to refuse the rest.
                    walk.Warn("STIX 2.1 §2.12", "a list has at least one value");
                }

                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    walk.Enter(index++);
                    Undescribed(walk, item);
                    walk.Leave();
                }

                break;
            case JsonValueKind.Object:
                DictionaryRules.Undescribed(walk, value);
                break;
            default:
                break;
        }
    }
}
