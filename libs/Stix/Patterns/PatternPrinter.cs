using System.Globalization;
using System.Text;

namespace Infohub.Stix.Patterns;

/// <summary>Writes a tree as the text of STIX 2.1 §9.</summary>
internal sealed class PatternPrinter
{
    private readonly StringBuilder text = new();

    public static string Print(Observation root)
    {
        var printer = new PatternPrinter();
        printer.Write(root);
        return printer.text.ToString();
    }

    public static string Print(Comparison comparison)
    {
        var printer = new PatternPrinter();
        printer.Write(comparison);
        return printer.text.ToString();
    }

    public static string Print(Literal literal)
    {
        var printer = new PatternPrinter();
        printer.Write(literal);
        return printer.text.ToString();
    }

    /// <summary>Without the type of object.</summary>
    public static string Print(ObjectPath path)
    {
        var printer = new PatternPrinter();
        printer.Write(path);
        return printer.text.ToString(path.ObjectType.Length + 1, printer.text.Length - path.ObjectType.Length - 1);
    }

    public static string Word(ObservationJoin join) => join switch
    {
        ObservationJoin.And => "AND",
        ObservationJoin.Or => "OR",
        _ => "FOLLOWEDBY",
    };

    public static TestOperator? Operator(ReadOnlySpan<char> word) => word switch
    {
        "=" or "==" => TestOperator.Equal,
        "!=" or "<>" => TestOperator.NotEqual,
        ">" => TestOperator.Greater,
        "<" => TestOperator.Less,
        ">=" => TestOperator.GreaterOrEqual,
        "<=" => TestOperator.LessOrEqual,
        "IN" => TestOperator.In,
        "LIKE" => TestOperator.Like,
        "MATCHES" => TestOperator.Matches,
        "ISSUBSET" => TestOperator.IsSubset,
        "ISSUPERSET" => TestOperator.IsSuperset,
        _ => null,
    };

    private static string Word(TestOperator by) => by switch
    {
        TestOperator.Equal => "=",
        TestOperator.NotEqual => "!=",
        TestOperator.Greater => ">",
        TestOperator.Less => "<",
        TestOperator.GreaterOrEqual => ">=",
        TestOperator.LessOrEqual => "<=",
        _ => by.ToString().ToUpperInvariant(),
    };

    private void Write(Observation observation)
    {
        switch (observation)
        {
            case SingleObservation single:
                text.Append('[');
                Write(single.Test);
                text.Append(']');
                break;
            case QualifiedObservation qualified:
                Within(qualified.Of is JoinedObservations || HasAlike(qualified.Of, qualified.By), () => Write(qualified.Of));
                text.Append(' ');
                Write(qualified.By);
                break;
            case JoinedObservations joined:
                Between(joined.Parts, $" {Word(joined.Join)} ", part => Within(part is JoinedObservations inner && inner.Join >= joined.Join, () => Write(part)));
                break;
        }
    }

    /// <summary>§9.5.1: two of one kind stand behind each other with parentheses between alone.</summary>
    private static bool HasAlike(Observation of, Qualifier by) => of is QualifiedObservation inner && (inner.By.GetType() == by.GetType() || HasAlike(inner.Of, by));

    private void Write(Qualifier qualifier) => _ = qualifier switch
    {
        Within within => text.Append("WITHIN ").Append(Number(within.Seconds, isFloat: false)).Append(" SECONDS"),
        Repeats repeats => text.Append(CultureInfo.InvariantCulture, $"REPEATS {repeats.Times} TIMES"),
        Between between => text.Append("START t'").Append(between.Start.Text).Append("' STOP t'").Append(between.Stop.Text).Append('\''),
        _ => throw new ArgumentOutOfRangeException(nameof(qualifier)),
    };

    private void Write(Comparison comparison)
    {
        switch (comparison)
        {
            case JoinedComparisons joined:
                Between(joined.Parts, joined.All ? " AND " : " OR ", part => Within(part is JoinedComparisons inner && (joined.All || !inner.All), () => Write(part)));
                break;
            case ExistsTest exists:
                text.Append(exists.Negated ? "NOT EXISTS " : "EXISTS ");
                Write(exists.Path);
                break;
            case PropertyTest test:
                Write(test.Path);
                text.Append(test.Negated ? " NOT " : " ").Append(Word(test.By)).Append(' ');
                Write(test.Value);
                break;
        }
    }

    private void Write(ObjectPath path)
    {
        text.Append(path.ObjectType).Append(':');
        var isFirst = true;
        foreach (var step in path.Steps)
        {
            switch (step)
            {
                case PropertyStep property:
                    text.Append(isFirst ? "" : ".").Append(IsPlain(property.Name) ? property.Name : Quoted(property.Name));
                    break;
                case IndexStep index:
                    text.Append(CultureInfo.InvariantCulture, $"[{index.Index}]");
                    break;
                default:
                    text.Append("[*]");
                    break;
            }

            isFirst = false;
        }
    }

    private void Write(Literal literal)
    {
        switch (literal)
        {
            case SetLiteral set:
                text.Append('(');
                Between(set.Values, ", ", Write);
                text.Append(')');
                break;
            case BytesLiteral bytes:
                text.Append(bytes.IsBase64 ? $"b'{Convert.ToBase64String(bytes.Value.Span)}'" : $"h'{Convert.ToHexStringLower(bytes.Value.Span)}'");
                break;
            default:
                text.Append(literal switch
                {
                    StringLiteral given => Quoted(given.Value),
                    IntegerLiteral number => number.Value.ToString(CultureInfo.InvariantCulture),
                    FloatLiteral number => Number(number.Value, isFloat: true),
                    BooleanLiteral boolean => boolean.Value ? "true" : "false",
                    TimestampLiteral time => $"t'{time.Text}'",
                    _ => throw new ArgumentOutOfRangeException(nameof(literal)),
                });
                break;
        }
    }

    private static bool IsPlain(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]);
    }

    private static string Quoted(string value) => $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>The shortest that is read as the same number, without an exponent, which the grammar does not know.</summary>
    private static string Number(double value, bool isFloat)
    {
        var written = value.ToString("R", CultureInfo.InvariantCulture);
        if (written.Contains('E', StringComparison.Ordinal))
        {
            written = value.ToString("F" + (Math.Abs(value) < 1 ? "340" : "1"), CultureInfo.InvariantCulture);
            written = written.TrimEnd('0');
            written = written.EndsWith('.') ? written + "0" : written;
        }

        return isFloat && !written.Contains('.', StringComparison.Ordinal) ? written + ".0" : written;
    }

    private void Within(bool parentheses, Action write)
    {
        text.Append(parentheses ? "(" : "");
        write();
        text.Append(parentheses ? ")" : "");
    }

    private void Between<T>(IReadOnlyList<T> parts, string join, Action<T> write)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "" : join);
            write(parts[i]);
        }
    }
}
