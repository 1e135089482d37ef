using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Infohub.Mutants;

/// <summary>
/// Finds the changes: operators, negations, operands left out, literals, constants by one, either branch of a choice, arms, elements, statements.
/// What is thrown is left alone: it tells a programmer of a defect, and its words decide nothing.
/// </summary>
internal sealed class Mutator : CSharpSyntaxWalker
{
    private static readonly Dictionary<SyntaxKind, string[]> Operators = new()
    {
        [SyntaxKind.EqualsExpression] = ["!="],
        [SyntaxKind.NotEqualsExpression] = ["=="],
        [SyntaxKind.LessThanExpression] = ["<=", ">="],
        [SyntaxKind.LessThanOrEqualExpression] = ["<", ">"],
        [SyntaxKind.GreaterThanExpression] = [">=", "<="],
        [SyntaxKind.GreaterThanOrEqualExpression] = [">", "<"],
        [SyntaxKind.LogicalAndExpression] = ["||"],
        [SyntaxKind.LogicalOrExpression] = ["&&"],
        [SyntaxKind.AddExpression] = ["-"],
        [SyntaxKind.SubtractExpression] = ["+"],
        [SyntaxKind.MultiplyExpression] = ["/"],
        [SyntaxKind.DivideExpression] = ["*"],
        [SyntaxKind.ModuloExpression] = ["*"],
    };

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["Any"] = "All",
        ["All"] = "Any",
        ["StartsWith"] = "EndsWith",
        ["EndsWith"] = "StartsWith",
        ["IndexOf"] = "LastIndexOf",
        ["LastIndexOf"] = "IndexOf",
        ["ToUpperInvariant"] = "ToLowerInvariant",
        ["ToLowerInvariant"] = "ToUpperInvariant",
    };

    private readonly string file;
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly List<Mutant> found = [];

    private Mutator(string file) => this.file = file;

    public static IReadOnlyList<Mutant> Find(string file, string text)
    {
        var mutator = new Mutator(file);
        mutator.Visit(CSharpSyntaxTree.ParseText(text).GetRoot());
        return mutator.found;
    }

    public override void VisitAttributeList(AttributeListSyntax node)
    {
        // says how, not what
    }

    public override void VisitThrowStatement(ThrowStatementSyntax node)
    {
        // see above
    }

    public override void VisitThrowExpression(ThrowExpressionSyntax node)
    {
        // see above
    }

    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        foreach (var other in Operators.GetValueOrDefault(node.Kind(), []))
        {
            Add(node, $"({node.Left} {other} {node.Right})", $"{node.Left} {node.OperatorToken} {node.Right}", $"{node.Left} {other} {node.Right}");
        }

        if (node.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression)
        {
            Add(node, $"({node.Left})");
            Add(node, $"({node.Right})");
        }

        base.VisitBinaryExpression(node);
    }

    public override void VisitBinaryPattern(BinaryPatternSyntax node)
    {
        Add(node, node.Left.ToString());
        Add(node, node.Right.ToString());
        base.VisitBinaryPattern(node);
    }

    public override void VisitUnaryPattern(UnaryPatternSyntax node)
    {
        Add(node, node.Pattern.ToString());
        base.VisitUnaryPattern(node);
    }

    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.LogicalNotExpression or SyntaxKind.UnaryMinusExpression:
                Add(node, node.Operand.ToString());
                break;
            case SyntaxKind.PreIncrementExpression:
                Add(node, "--" + node.Operand);
                break;
        }

        base.VisitPrefixUnaryExpression(node);
    }

    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.TrueLiteralExpression:
                Add(node, "false");
                break;
            case SyntaxKind.FalseLiteralExpression:
                Add(node, "true");
                break;
            case SyntaxKind.StringLiteralExpression:
                Add(node, node.Token.ValueText.Length > 0 ? "\"\"" : "\"mutant\"");
                break;
            case SyntaxKind.CharacterLiteralExpression:
                Add(node, "'\\0'");
                break;
            case SyntaxKind.NumericLiteralExpression when node.Token.Value is int or long:
                var number = Convert.ToInt64(node.Token.Value, CultureInfo.InvariantCulture);
                Add(node, (number + 1).ToString(CultureInfo.InvariantCulture));
                if (number > 0)
                {
                    Add(node, (number - 1).ToString(CultureInfo.InvariantCulture));
                }

                break;
        }
    }

    public override void VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node)
    {
        Add(node, "\"\"");
        base.VisitInterpolatedStringExpression(node);
    }

    public override void VisitInterpolatedStringText(InterpolatedStringTextSyntax node) => Add(node, "");

    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        Add(node.Condition, $"!({node.Condition})");
        Add(node, $"({node.WhenTrue})", $"{node.Condition} ? {node.WhenTrue} : …", node.WhenTrue.ToString());
        Add(node, $"({node.WhenFalse})", $"{node.Condition} ? … : {node.WhenFalse}", node.WhenFalse.ToString());
        base.VisitConditionalExpression(node);
    }

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        Add(node.Condition, $"!({node.Condition})");
        base.VisitIfStatement(node);
    }

    public override void VisitSwitchExpressionArm(SwitchExpressionArmSyntax node)
    {
        if (node.Parent is SwitchExpressionSyntax { Arms: { Count: > 1 } arms } && node.Pattern is not DiscardPatternSyntax)
        {
            var at = arms.IndexOf(node);
            var place = TextSpan.FromBounds(node.SpanStart, at < arms.SeparatorCount ? arms.GetSeparator(at).Span.End : node.Span.End);
            AddAt(node, place, "", node.ToString(), "");
        }

        if (node.WhenClause is { } when)
        {
            Add(when, "");
        }

        base.VisitSwitchExpressionArm(node);
    }

    public override void VisitExpressionElement(ExpressionElementSyntax node)
    {
        var elements = ((CollectionExpressionSyntax)node.Parent!).Elements;
        var at = elements.IndexOf(node);
        var place = TextSpan.FromBounds(node.SpanStart, at < elements.SeparatorCount ? elements.GetSeparator(at).Span.End : node.Span.End);
        AddAt(node, place, "", node.ToString(), "");
        base.VisitExpressionElement(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is MemberAccessExpressionSyntax member)
        {
            if (Names.TryGetValue(member.Name.Identifier.Text, out var other))
            {
                AddAt(node, member.Name.Span, other, node.ToString(), other);
            }

            if (member.Name.Identifier.Text is "Trim" or "ToUpperInvariant" or "ToLowerInvariant")
            {
                Add(node, member.Expression.ToString());
            }
        }

        base.VisitInvocationExpression(node);
    }

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.AddAssignmentExpression:
                Add(node, $"{node.Left} -= {node.Right}");
                break;
            case SyntaxKind.SubtractAssignmentExpression:
                Add(node, $"{node.Left} += {node.Right}");
                break;
        }

        base.VisitAssignmentExpression(node);
    }

    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        Add(node, ";");
        base.VisitExpressionStatement(node);
    }

    public override void VisitContinueStatement(ContinueStatementSyntax node) => Add(node, ";");

    private void Add(SyntaxNode node, string instead) => AddAt(node, node.Span, instead, node.ToString(), instead);

    private void Add(SyntaxNode node, string instead, string before, string after) => AddAt(node, node.Span, instead, before, after);

    private void AddAt(SyntaxNode node, TextSpan place, string instead, string before, string after)
    {
        var member = MemberOf(node);
        var change = $"{Mutant.Shorten(before)} → {(after.Length == 0 ? "nothing" : Mutant.Shorten(after))}";
        var count = seen[member + change] = seen.GetValueOrDefault(member + change) + 1;
        found.Add(new Mutant(file, member, count == 1 ? change : $"{change} (number {count})", place, instead));
    }

    private static string MemberOf(SyntaxNode node) => node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().First() switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        EnumMemberDeclarationSyntax value => value.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        var other => other.Kind().ToString(),
    };
}
