using System.Linq.Expressions;
using Infohub.Community.Public;
using Infohub.Markings;

namespace Infohub.Library.Access;

/// <summary>The rules as code.</summary>
public static class LawCode
{
    private static readonly Func<ViewerFacts, ItemFacts, VersionFacts, LawTables, int>[] Decisions =
        [.. Enum.GetValues<Channel>().Select(channel => Compile(Law.Decision(channel)))];

    private static readonly Func<ViewerFacts, ItemFacts, LawTables, bool> Stood = Compile(Law.StoodInPublic);

    /// <summary>R1: how much of the version the viewer gets on the channel.</summary>
    public static Disclosure Decide(ViewerFacts viewer, ItemFacts item, VersionFacts version, Channel channel, LawTables tables) =>
        (Disclosure)Decisions[(int)channel](viewer, item, version, tables);

    /// <summary>R6: whether everybody is told of the item's going, on the page where it stood.</summary>
    public static bool StoodInPublic(ViewerFacts viewer, ItemFacts item, LawTables tables) => Stood(viewer, item, tables);

    private static T Compile<T>(Expression<T> rule)
        where T : Delegate =>
        ((Expression<T>)new Loops().Visit(Rule.WrittenOut(rule))).Compile();

    /// <summary>Look-ups in arrays become loops in place: no closure, no allocation.</summary>
    private sealed class Loops : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(Enumerable) || node.Method.Name != nameof(Enumerable.Any))
            {
                return base.VisitMethodCall(node);
            }

            var array = Visit(node.Arguments[0])!;
            var lambda = (LambdaExpression)node.Arguments[1];
            var rows = Expression.Variable(array.Type, "rows");
            var i = Expression.Variable(typeof(int), "i");
            var found = Expression.Variable(typeof(bool), "found");
            var end = Expression.Label();
            var row = lambda.Parameters[0];
            return Expression.Block(
                [rows, i, found, row],
                Expression.Assign(rows, array),
                Expression.Assign(i, Expression.Constant(0)),
                Expression.Assign(found, Expression.Constant(false)),
                Expression.Loop(
                    Expression.Block(
                        Expression.IfThen(Expression.GreaterThanOrEqual(i, Expression.ArrayLength(rows)), Expression.Break(end)),
                        Expression.Assign(row, Expression.ArrayIndex(rows, i)),
                        Expression.IfThen(Visit(lambda.Body)!, Expression.Block(Expression.Assign(found, Expression.Constant(true)), Expression.Break(end))),
                        Expression.PreIncrementAssign(i)),
                    end),
                found);
        }
    }
}
