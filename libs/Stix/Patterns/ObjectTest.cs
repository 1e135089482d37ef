using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infohub.Stix.Json;

namespace Infohub.Stix.Patterns;

/// <summary>A comparison made ready to be asked of many objects (STIX 2.1 §9.6).</summary>
internal sealed class ObjectTest
{
    /// <summary>Expressions that look back cannot be matched in linear time: these have this long for one value.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Func<JsonElement, string, IReadOnlyDictionary<string, JsonElement>, bool> test;

    private ObjectTest(Func<JsonElement, string, IReadOnlyDictionary<string, JsonElement>, bool> test) => this.test = test;

    /// <summary>The test, or the fault of a regular expression in it.</summary>
    public static ObjectTest? Of(Comparison comparison, out PatternFault? fault)
    {
        fault = null;
        try
        {
            return new ObjectTest(Ready(comparison));
        }
        catch (RegexParseException wrong)
        {
            fault = new PatternFault(comparison.Position, new FaultText("the regular expression cannot be read: {0} at {1}", wrong.Error.ToString(), wrong.Offset), "9.6.1");
            return null;
        }
    }

    /// <summary>Whether one object meets all of it, and what it refers to where the paths go there.</summary>
    public bool IsMet(JsonElement found, IReadOnlyDictionary<string, JsonElement> others) =>
        found.ValueKind == JsonValueKind.Object && found.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && test(found, type.GetString()!, others);

    private static Func<JsonElement, string, IReadOnlyDictionary<string, JsonElement>, bool> Ready(Comparison comparison)
    {
        switch (comparison)
        {
            case JoinedComparisons joined:
                var parts = joined.Parts.Select(Ready).ToArray();
                return joined.All
                    ? (o, type, others) => Array.TrueForAll(parts, p => p(o, type, others))
                    : (o, type, others) => Array.Exists(parts, p => p(o, type, others));
            case ExistsTest exists:
                return (o, type, others) => type == exists.Path.ObjectType && Values(o, exists.Path, others).Any() != exists.Negated;
            case PropertyTest property:
                var holds = Holds(property);
                return (o, type, others) => type == property.Path.ObjectType && Values(o, property.Path, others).Any(v => holds(v) != property.Negated);
            default:
                throw new ArgumentOutOfRangeException(nameof(comparison));
        }
    }

    /// <summary>Where a path leads: to several values through <c>[*]</c>, through references to other objects.</summary>
    private static IEnumerable<JsonElement> Values(JsonElement from, ObjectPath path, IReadOnlyDictionary<string, JsonElement> others)
    {
        IEnumerable<JsonElement> at = [from];
        foreach (var step in path.Steps)
        {
            at = at.SelectMany(one => Step(one, step, others));
        }

        return at;
    }

    private static IEnumerable<JsonElement> Step(JsonElement at, PathStep step, IReadOnlyDictionary<string, JsonElement> others)
    {
        switch (step)
        {
            case PropertyStep property:
                // A reference that is stepped through is what it names.
                var held = at.ValueKind == JsonValueKind.String && others.TryGetValue(at.GetString()!, out var named) ? named : at;
                return held.ValueKind == JsonValueKind.Object && held.TryGetProperty(property.Name, out var value) ? [value] : [];
            case IndexStep index:
                return at.ValueKind == JsonValueKind.Array && index.Index >= 0 && index.Index < at.GetArrayLength() ? [at[(int)index.Index]] : [];
            default:
                return at.ValueKind == JsonValueKind.Array ? at.EnumerateArray() : [];
        }
    }

    private static Func<JsonElement, bool> Holds(PropertyTest test)
    {
        var name = test.Path.Steps.OfType<PropertyStep>().Last().Name;
        switch (test.By)
        {
            case TestOperator.In:
                var each = ((SetLiteral)test.Value).Values.Select(v => Compared(v, name)).ToArray();
                return value => Array.Exists(each, one => one(value) == 0);
            case TestOperator.Like:
                var like = Normal(((StringLiteral)test.Value).Value);
                return value => value.ValueKind == JsonValueKind.String && Wildcards.Match(like, Normal(value.GetString()!));
            case TestOperator.Matches:
                var expression = Expression(((StringLiteral)test.Value).Value);
                return value => value.ValueKind == JsonValueKind.String && IsFound(expression, Normal(value.GetString()!));
            case TestOperator.IsSubset or TestOperator.IsSuperset:
                var network = Network.Read(((StringLiteral)test.Value).Value);
                return value => network is { } one && value.ValueKind == JsonValueKind.String && Network.Read(value.GetString()!) is { } other
                    && (test.By == TestOperator.IsSubset ? one.Holds(other) : other.Holds(one));
            default:
                var compared = Compared(test.Value, name);
                return value => compared(value) switch
                {
                    // Of types that cannot be compared, != alone is true (§9.6.1).
                    null => test.By == TestOperator.NotEqual,
                    var order => test.By switch
                    {
                        TestOperator.Equal => order == 0,
                        TestOperator.NotEqual => order != 0,
                        TestOperator.Greater => order > 0,
                        TestOperator.Less => order < 0,
                        TestOperator.GreaterOrEqual => order >= 0,
                        _ => order <= 0,
                    },
                };
        }
    }

    /// <summary>How a value stands to the constant: below 0, 0 or above; null where the two are not of one kind.</summary>
    private static Func<JsonElement, int?> Compared(Literal literal, string property)
    {
        switch (literal)
        {
            case StringLiteral text:
                var normal = Normal(text.Value);
                return value => value.ValueKind == JsonValueKind.String ? CompareText(Normal(value.GetString()!), normal) : null;
            case IntegerLiteral number:
                return value => value.ValueKind != JsonValueKind.Number ? null : value.TryGetInt64(out var whole) ? whole.CompareTo(number.Value) : value.GetDouble().CompareTo(number.Value);
            case FloatLiteral number:
                return value => value.ValueKind == JsonValueKind.Number ? value.GetDouble().CompareTo(number.Value) : null;
            case BooleanLiteral truth:
                return value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean().CompareTo(truth.Value) : null;
            case TimestampLiteral time:
                return value => value.ValueKind == JsonValueKind.String
                    && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                    ? moment.CompareTo(time.Value) : null;
            case BytesLiteral bytes:
                // The names of properties say how they write bytes (§3.1); elsewhere they do as the constant does.
                var isBase64 = property.EndsWith("_bin", StringComparison.Ordinal) || (bytes.IsBase64 && !property.EndsWith("_hex", StringComparison.Ordinal));
                return value => value.ValueKind == JsonValueKind.String && ReadBytes(value.GetString()!, isBase64) is { } read ? read.AsSpan().SequenceCompareTo(bytes.Value.Span) : null;
            default:
                return static _ => null;
        }
    }

    /// <summary>By code points (§9.6.2), which UTF-16 orders otherwise above the surrogates.</summary>
    private static int CompareText(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) ? 0 : Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

    private static byte[]? ReadBytes(string text, bool isBase64)
    {
        try
        {
            return isBase64 ? Convert.FromBase64String(text) : Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>§9.6.2: what looks alike is alike. Text that is no Unicode stays as it is.</summary>
    private static string Normal(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static Regex Expression(string text)
    {
        const RegexOptions options = RegexOptions.CultureInvariant | RegexOptions.Singleline;
        try
        {
            return new Regex(text, options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(text, options, Patience);
        }
    }

    private static bool IsFound(Regex expression, string value)
    {
        try
        {
            return expression.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
