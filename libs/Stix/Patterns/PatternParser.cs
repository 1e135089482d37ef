using System.Globalization;
using Infohub.Stix.Json;

namespace Infohub.Stix.Patterns;

/// <summary>Reads the grammar of STIX 2.1 §9 by recursive descent. The first fault ends it.</summary>
internal ref struct PatternParser(string text)
{
    private PatternLexer lexer = new(text);
    private Token token;
    private int depth;

    public PatternFault? Fault { get; private set; }

    public Observation? Parse()
    {
        Advance();
        var root = Observations();
        return root is null || Is(TokenKind.End) ? root : Fail<Observation>("the end of the pattern, a qualifier, AND, OR or FOLLOWEDBY was expected", "9.3");
    }

    private void Advance() => token = lexer.Next();

    private readonly ReadOnlySpan<char> Text => text.AsSpan(token.Start, token.End - token.Start);

    private readonly bool Is(TokenKind kind) => token.Kind == kind;

    private readonly bool Is(string word) => token.Kind is TokenKind.Word or TokenKind.Sign && Text.SequenceEqual(word);

    private bool Take(string word)
    {
        var found = Is(word);
        if (found)
        {
            Advance();
        }

        return found;
    }

    private T? Fail<T>(FaultText message, string clause, int? position = null)
        where T : class
    {
        Fault ??= new PatternFault(position ?? token.Start, message, clause);
        return null;
    }

    private bool Enter(int position)
    {
        if (++depth <= Pattern.Deepest)
        {
            return true;
        }

        Fail<Pattern>(new FaultText("parentheses stand at most {0} deep", Pattern.Deepest), "9.3", position);
        return false;
    }

    private Observation? Observations() => Joined(ObservationJoin.FollowedBy);

    /// <summary>FOLLOWEDBY binds weaker than OR, OR weaker than AND (§9.5.3).</summary>
    private Observation? Joined(ObservationJoin join)
    {
        var word = PatternPrinter.Word(join);
        var start = token.Start;
        if ((join == ObservationJoin.And ? Qualified() : Joined(join - 1)) is not { } first)
        {
            return null;
        }

        if (!Is(word))
        {
            return first;
        }

        var parts = new List<Observation> { first };
        while (Take(word))
        {
            if ((join == ObservationJoin.And ? Qualified() : Joined(join - 1)) is not { } next)
            {
                return null;
            }

            parts.Add(next);
        }

        return new JoinedObservations(join, parts) { Position = start };
    }

    private Observation? Qualified()
    {
        var start = token.Start;
        var found = Single();
        while (found is not null && Qualifies())
        {
            var at = token.Start;
            if (ReadQualifier() is not { } by)
            {
                return null;
            }

            for (var inner = found as QualifiedObservation; inner is not null && inner.Position == start; inner = inner.Of as QualifiedObservation)
            {
                if (inner.By.GetType() == by.GetType())
                {
                    return Fail<Observation>("an observation has one qualifier of each kind", "9.5.1", at);
                }
            }

            found = new QualifiedObservation(found, by) { Position = start };
        }

        return found;
    }

    private readonly bool Qualifies() => Is("WITHIN") || Is("REPEATS") || Is("START");

    private Observation? Single()
    {
        var start = token.Start;
        if (Take("["))
        {
            if (Comparisons() is not { } test)
            {
                return null;
            }

            if (!Take("]"))
            {
                return Fail<Observation>("“]”, AND or OR was expected", "9.6");
            }

            return ObjectTypes.Agree(test, out var position)
                ? new SingleObservation(test) { Position = start }
                : Fail<Observation>("what is joined by AND within brackets must ask the same type of object", "9.5", position);
        }

        if (!Take("("))
        {
            return Fail<Observation>("“[” or “(” was expected", "9.3");
        }

        var outer = depth;
        if (!Enter(start) || Observations() is not { } inner)
        {
            return null;
        }

        depth = outer;
        return Take(")") ? inner : Fail<Observation>("“)”, a qualifier, AND, OR or FOLLOWEDBY was expected", "9.3");
    }

    private Qualifier? ReadQualifier()
    {
        if (Take("WITHIN"))
        {
            if (token.Kind is not (TokenKind.Integer or TokenKind.Float) || !Constants.TryReadNumber(Text, out var seconds) || seconds <= 0 || !double.IsFinite(seconds))
            {
                return Fail<Qualifier>("a number of seconds above 0 was expected", "9.5.1");
            }

            Advance();
            return Take("SECONDS") ? new Within(seconds) : Fail<Qualifier>("SECONDS was expected", "9.5.1");
        }

        if (Take("REPEATS"))
        {
            if (!Is(TokenKind.Integer) || !long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var times) || times < 1)
            {
                return Fail<Qualifier>("a whole number from 1 was expected", "9.5.1");
            }

            Advance();
            return Take("TIMES") ? new Repeats(times) : Fail<Qualifier>("TIMES was expected", "9.5.1");
        }

        Advance();
        if (Moment() is not { } from)
        {
            return null;
        }

        if (!Take("STOP"))
        {
            return Fail<Qualifier>("STOP was expected", "9.5.1");
        }

        return Moment() is { } to ? new Between(from, to) : null;
    }

    private TimestampLiteral? Moment() =>
        Is(TokenKind.Timestamp) ? Constant() as TimestampLiteral : Fail<TimestampLiteral>("a time was expected, such as t'2026-01-31T08:00:00Z'", "9.2");

    private Comparison? Comparisons() => JoinedTests("OR", all: false);

    private Comparison? JoinedTests(string word, bool all)
    {
        var start = token.Start;
        if ((all ? Test() : JoinedTests("AND", all: true)) is not { } first)
        {
            return null;
        }

        if (!Is(word))
        {
            return first;
        }

        var parts = new List<Comparison> { first };
        while (Take(word))
        {
            if ((all ? Test() : JoinedTests("AND", all: true)) is not { } next)
            {
                return null;
            }

            parts.Add(next);
        }

        return new JoinedComparisons(all, parts) { Position = start };
    }

    private Comparison? Test()
    {
        var start = token.Start;
        if (Take("("))
        {
            var outer = depth;
            if (!Enter(start) || Comparisons() is not { } inner)
            {
                return null;
            }

            depth = outer;
            return Take(")") ? inner : Fail<Comparison>("“)”, AND or OR was expected", "9.6");
        }

        var negated = Take("NOT");
        if (Take("EXISTS"))
        {
            return Path() is { } path ? new ExistsTest(path, negated) { Position = start } : null;
        }

        return negated ? Fail<Comparison>("EXISTS was expected; NOT of a comparison stands before its operator", "9.6") : Compared(start);
    }

    private Comparison? Compared(int start)
    {
        if (Path() is not { } path)
        {
            return null;
        }

        var negated = Take("NOT");
        if (PatternPrinter.Operator(token.Kind is TokenKind.Word or TokenKind.Sign ? Text : default) is not { } by)
        {
            return Fail<Comparison>("an operator was expected: =, !=, >, <, >=, <=, IN, LIKE, MATCHES, ISSUBSET or ISSUPERSET", "9.6.1");
        }

        Advance();
        var at = token.Start;
        var value = by == TestOperator.In ? Set() : Constant();
        return value switch
        {
            null => null,
            SetLiteral set when set.Values.Any(v => Kind(v) != Kind(set.Values[0])) => Fail<Comparison>("the constants of a set are of one type", "9.6.1", at),
            StringLiteral text when by is TestOperator.IsSubset or TestOperator.IsSuperset && Network.Read(text.Value) is null => Fail<Comparison>("an address or a network was expected, such as '192.0.2.0/24'", "9.6.1", at),
            not StringLiteral when by >= TestOperator.Like => Fail<Comparison>("text between single quotes was expected", "9.6.1", at),
            BooleanLiteral when by is TestOperator.Greater or TestOperator.Less or TestOperator.GreaterOrEqual or TestOperator.LessOrEqual =>
                Fail<Comparison>("true and false have no order", "9.6.1", at),
            _ => new PropertyTest(path, by, value, negated) { Position = start },
        };
    }

    private static Type Kind(Literal literal) => literal is FloatLiteral ? typeof(IntegerLiteral) : literal.GetType();

    private ObjectPath? Path()
    {
        if (!Is(TokenKind.Word))
        {
            return Fail<ObjectPath>("a path was expected, such as ipv4-addr:value", "9.7");
        }

        var type = Text.ToString();
        Advance();
        if (!Take(":"))
        {
            return Fail<ObjectPath>("“:” was expected behind the type of object", "9.7");
        }

        var steps = new List<PathStep>(2);
        do
        {
            if (Property() is not { } property)
            {
                return null;
            }

            steps.Add(property);
            while (Take("["))
            {
                if (Index() is not { } index)
                {
                    return null;
                }

                steps.Add(index);
            }
        }
        while (Take("."));

        return new ObjectPath(type, steps);
    }

    private PropertyStep? Property()
    {
        if (Is(TokenKind.String))
        {
            return new PropertyStep(((StringLiteral)Constant()!).Value);
        }

        if (!Is(TokenKind.Word))
        {
            return Fail<PropertyStep>("the name of a property was expected", "9.7");
        }

        var name = Text.ToString();
        if (name.Contains('-', StringComparison.Ordinal))
        {
            return Fail<PropertyStep>("a name with a hyphen stands between single quotes", "9.7");
        }

        Advance();
        return new PropertyStep(name);
    }

    private PathStep? Index()
    {
        PathStep? step = Is("*") ? new AnyStep()
            : Is(TokenKind.Integer) && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? new IndexStep(index)
            : null;
        if (step is null)
        {
            return Fail<PathStep>("a place in a list was expected, from 0, or *", "9.7");
        }

        Advance();
        return Take("]") ? step : Fail<PathStep>("“]” was expected", "9.7");
    }

    private SetLiteral? Set()
    {
        if (!Take("("))
        {
            return Fail<SetLiteral>("“(” was expected", "9.6.1");
        }

        var values = new List<Literal>();
        if (Take(")"))
        {
            return new SetLiteral(values);
        }

        do
        {
            if (Constant() is not { } value)
            {
                return null;
            }

            values.Add(value);
        }
        while (Take(","));
        return Take(")") ? new SetLiteral(values) : Fail<SetLiteral>("“,” or “)” was expected", "9.6.1");
    }

    private Literal? Constant()
    {
        if (Constants.Read(token.Kind, Text) is not { } value)
        {
            return Fail<Literal>(Constants.Expected(token.Kind, Text), "9.2");
        }

        Advance();
        return value;
    }
}
