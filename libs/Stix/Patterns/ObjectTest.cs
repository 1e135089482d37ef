using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Patterns;

/// <summary>A comparison made ready to be asked of many objects (STIX 2.1 §9.6).</summary>
internal sealed class ObjectTest
{
    /// <summary>Expressions that look back cannot be matched in linear time: these have this long for one value.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>More marks on one letter than any language has (UAX #15): their order is found in quadratic time.</summary>
    private const int MostMarks = 30;

    private readonly Test test;

    private ObjectTest(Test test) => this.test = test;

    private delegate bool Test(JsonElement found, string type, IReadOnlyDictionary<string, JsonElement> others, EvaluationBudget budget);

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
    public bool IsMet(JsonElement found, IReadOnlyDictionary<string, JsonElement> others, EvaluationBudget budget) =>
        Has(found, "type", budget, out var type) && type.ValueKind == JsonValueKind.String && test(found, type.GetString()!, others, budget);

    private static Test Ready(Comparison comparison)
    {
        switch (comparison)
        {
            case JoinedComparisons joined:
                var parts = joined.Parts.Select(Ready).ToArray();
                return joined.All
                    ? (o, type, others, budget) => Array.TrueForAll(parts, p => p(o, type, others, budget))
                    : (o, type, others, budget) => Array.Exists(parts, p => p(o, type, others, budget));
            case ExistsTest exists:
                return (o, type, others, budget) => IsAsked(type, exists.Path, budget) && LeadsTo(o, exists.Path, others, budget, static (_, _) => true) != exists.Negated;
            case PropertyTest property:
                var holds = Holds(property);
                // What is not decided is met by neither the test nor its negation.
                Func<JsonElement, EvaluationBudget, bool> isMet = (value, budget) => holds(value, budget) is { } held && held != property.Negated;
                return (o, type, others, budget) => IsAsked(type, property.Path, budget) && LeadsTo(o, property.Path, others, budget, isMet);
            default:
                throw new ArgumentOutOfRangeException(nameof(comparison));
        }
    }

    private static bool IsAsked(string type, ObjectPath path, EvaluationBudget budget)
    {
        budget.Spend(EvaluationBudget.Question);
        return type == path.ObjectType;
    }

    /// <summary>Whether a path leads to a value that is met: to several through <c>[*]</c>, through references to other objects. Without recursion, for a path may have thousands of steps.</summary>
    private static bool LeadsTo(JsonElement from, ObjectPath path, IReadOnlyDictionary<string, JsonElement> others, EvaluationBudget budget, Func<JsonElement, EvaluationBudget, bool> isMet)
    {
        Stack<(JsonElement.ArrayEnumerator Items, int Next)>? open = null;
        var (at, next, isThere) = (from, 0, true);
        while (true)
        {
            while (isThere && next < path.Steps.Count)
            {
                var step = path.Steps[next++];
                if (step is not AnyStep)
                {
                    isThere = Step(ref at, step, Named(path, next - 1), others, budget);
                    continue;
                }

                isThere = false;
                if (at.ValueKind == JsonValueKind.Array)
                {
                    (open ??= new()).Push((at.EnumerateArray(), next));
                }
            }

            if (isThere && isMet(at, budget))
            {
                return true;
            }

            if (open is null || !open.TryPop(out var list))
            {
                return false;
            }

            budget.Spend(EvaluationBudget.Question);
            isThere = list.Items.MoveNext();
            if (isThere)
            {
                (at, next) = (list.Items.Current, list.Next);
                open.Push(list);
            }
        }
    }

    /// <summary>The property at which a path is before one of its steps.</summary>
    private static string Named(ObjectPath path, int step)
    {
        while (--step >= 0)
        {
            if (path.Steps[step] is PropertyStep property)
            {
                return property.Name;
            }
        }

        return "";
    }

    private static bool Step(ref JsonElement at, PathStep step, string of, IReadOnlyDictionary<string, JsonElement> others, EvaluationBudget budget)
    {
        if (step is PropertyStep property)
        {
            // A reference that is stepped through is what it names (§9.7.4).
            if (at.ValueKind == JsonValueKind.String && (of.EndsWith("_ref", StringComparison.Ordinal) || of.EndsWith("_refs", StringComparison.Ordinal)))
            {
                budget.Spend(EvaluationBudget.Question + Length(at));
                if (!others.TryGetValue(at.GetString()!, out at))
                {
                    return false;
                }
            }

            return Has(at, property.Name, budget, out at);
        }

        if (at.ValueKind != JsonValueKind.Array || ((IndexStep)step).Index is not (>= 0 and var index) || index >= at.GetArrayLength())
        {
            return false;
        }

        budget.Spend(EvaluationBudget.Question + index);
        at = at[(int)index];
        return true;
    }

    /// <summary>A property is looked for among all of its object, and by its whole name.</summary>
    private static bool Has(JsonElement of, string name, EvaluationBudget budget, out JsonElement value)
    {
        value = default;
        if (of.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        budget.Spend(EvaluationBudget.Question + (Length(of) / 16) + name.Length);
        return of.TryGetProperty(name, out value);
    }

    private static int Length(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).Length;

    /// <summary>Whether the value is as the test says; null where that is not decided.</summary>
    private static Func<JsonElement, EvaluationBudget, bool?> Holds(PropertyTest test)
    {
        var (holds, times) = Asked(test);
        return (value, budget) =>
        {
            budget.Spend((EvaluationBudget.Question + (value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Length(value) / 4 : 0)) * times);
            return holds(value, budget);
        };
    }

    /// <summary>The question, and how often it looks at the value.</summary>
    private static (Func<JsonElement, EvaluationBudget, bool?> Holds, long Times) Asked(PropertyTest test)
    {
        var name = test.Path.Steps.OfType<PropertyStep>().Last().Name;
        switch (test.By)
        {
            case TestOperator.In:
                var set = ((SetLiteral)test.Value).Values;
                var texts = set.OfType<StringLiteral>().Select(t => t.Value).ToHashSet(StringComparer.Ordinal);
                var each = set.Where(v => v is not StringLiteral).Select(v => Compared(v, name)).ToArray();
                return ((value, _) => (texts.Count > 0 && Text(value, name) is { } text && texts.Contains(text)) || Array.Exists(each, one => one(value) == 0), 1 + set.Sum(Looks));
            case TestOperator.Like:
                var like = Normal(((StringLiteral)test.Value).Value);
                return ((value, budget) => Text(value, name) is { } text && Wildcards.Match(like, Normal(text), budget), 1);
            case TestOperator.Matches:
                var expression = Expression(((StringLiteral)test.Value).Value);
                return ((value, budget) => Text(value, name) is { } text ? IsFound(expression, Normal(text), budget) : false, 1);
            case TestOperator.IsSubset or TestOperator.IsSuperset:
                var network = Network.Read(((StringLiteral)test.Value).Value);
                return ((value, _) => network is { } one && value.ValueKind == JsonValueKind.String && Network.Read(value.GetString()!) is { } other
                    && (test.By == TestOperator.IsSubset ? one.Holds(other) : other.Holds(one)), 1);
            default:
                var compared = Compared(test.Value, name);
                return ((value, _) => compared(value) switch
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
                }, Looks(test.Value));
        }
    }

    /// <summary>A time is read again for each value, to its last digit.</summary>
    private static long Looks(Literal literal) => literal is TimestampLiteral time ? 1 + (time.Text.Length / 16) : 1;

    /// <summary>How a value stands to the constant: below 0, 0 or above; null where the two are not of one kind.</summary>
    private static Func<JsonElement, int?> Compared(Literal literal, string property)
    {
        switch (literal)
        {
            case StringLiteral constant:
                return value => Text(value, property) is { } text ? CompareText(text, constant.Value) : null;
            case IntegerLiteral number:
                return value => value.ValueKind != JsonValueKind.Number ? null : value.TryGetInt64(out var whole) ? whole.CompareTo(number.Value) : value.GetDouble().CompareTo(number.Value);
            case FloatLiteral number:
                return value => value.ValueKind == JsonValueKind.Number ? value.GetDouble().CompareTo(number.Value) : null;
            case BooleanLiteral truth:
                return value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean().CompareTo(truth.Value) : null;
            case TimestampLiteral time:
                _ = StixTime.TryParse(time.Text, out var asked);
                return value => value.ValueKind == JsonValueKind.String && StixTime.TryParse(value.GetString(), out var moment) ? moment.CompareTo(asked) : null;
            case BytesLiteral bytes:
                var letters = Encoding.Latin1.GetString(bytes.Value.Span);
                return value => Text(value, property) is { } text ? CompareText(text, letters) : null;
            default:
                return static _ => null;
        }
    }

    /// <summary>By code points (§9.6.2), which UTF-16 orders otherwise above the surrogates.</summary>
    private static int CompareText(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        return same == one.Length || same == other.Length ? one.Length.CompareTo(other.Length) : Place(one[same]).CompareTo(Place(other[same]));

        static int Place(char unit) => unit < '\ud800' ? unit : char.IsSurrogate(unit) ? unit + 0x2000 : unit - 0x800;
    }

    /// <summary>
    /// A text, or the bytes of which the name of its property says that they are written there (§3.1), each as the letter of its number: so text and bytes are compared (§9.2, §9.6.4). Null for what is neither.
    /// </summary>
    private static string? Text(JsonElement value, string property)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var isBase64 = property.EndsWith("_bin", StringComparison.Ordinal);
        return !isBase64 && !property.EndsWith("_hex", StringComparison.Ordinal) ? value.GetString() : ReadBytes(value.GetString()!, isBase64) is { } bytes ? Encoding.Latin1.GetString(bytes) : null;
    }

    private static byte[]? ReadBytes(string text, bool isBase64)
    {
        var bytes = new byte[isBase64 ? (text.Length / 4 * 3) + 3 : text.Length / 2];
        var length = 0;
        return (isBase64 ? Convert.TryFromBase64String(text, bytes, out length) : Convert.FromHexString(text, bytes, out _, out length) == OperationStatus.Done) ? bytes[..length] : null;
    }

    /// <summary>§9.6.2, for LIKE and MATCHES alone: what looks alike is alike. Text that is no Unicode stays as it is, and so does text that heaps up marks.</summary>
    private static string Normal(string text)
    {
        if (Ascii.IsValid(text) || HeapsUpMarks(text))
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

    private static bool HeapsUpMarks(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks)
            {
                return true;
            }
        }

        return false;
    }

    private static Regex Expression(string text)
    {
        const RegexOptions options = RegexOptions.CultureInvariant | RegexOptions.Singleline;
        text = PerlSyntax.ToDotNet(text);
        try
        {
            return new Regex(text, options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(text, options, Patience);
        }
    }

    /// <summary>Null where the expression had no more time. All time is drawn from the budget.</summary>
    private static bool? IsFound(Regex expression, string value, EvaluationBudget budget)
    {
        var since = Stopwatch.GetTimestamp();
        bool? found = null;
        try
        {
            found = expression.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            budget.IsUndecided = true;
        }

        budget.Spend(Stopwatch.GetElapsedTime(since));
        return found;
    }
}
