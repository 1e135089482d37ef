using System.Linq.Expressions;

namespace Infohub.Library.Access;

/// <summary>Rules that use rules: <see cref="Call{A,B,R}"/> stands for the other rule's body with these arguments in place.</summary>
internal static class Rule
{
    public static R Call<A, B, R>(Expression<Func<A, B, R>> rule, A a, B b) => throw Only();

    public static R Call<A, B, C, R>(Expression<Func<A, B, C, R>> rule, A a, B b, C c) => throw Only();

    public static R Call<A, B, C, D, R>(Expression<Func<A, B, C, D, R>> rule, A a, B b, C c, D d) => throw Only();

    public static R Call<A, B, C, D, E, R>(Expression<Func<A, B, C, D, E, R>> rule, A a, B b, C c, D d, E e) => throw Only();

    public static R Call<A, B, C, D, E, F, R>(Expression<Func<A, B, C, D, E, F, R>> rule, A a, B b, C c, D d, E e, F f) => throw Only();

    public static R Call<A, B, C, D, E, F, G, R>(Expression<Func<A, B, C, D, E, F, G, R>> rule, A a, B b, C c, D d, E e, F f, G g) => throw Only();

    /// <summary>The rule with all other rules written out in it.</summary>
    public static LambdaExpression WrittenOut(LambdaExpression rule) => (LambdaExpression)new Writer().Visit(rule);

    private static InvalidOperationException Only() => new("A rule is read as an expression, never called.");

    private sealed class Writer : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(Rule))
            {
                return base.VisitMethodCall(node);
            }

            var rule = (LambdaExpression)Value(node.Arguments[0]);
            var places = rule.Parameters.Select((p, i) => (p, value: Visit(node.Arguments[i + 1])!)).ToDictionary(x => x.p, x => x.value);
            return Visit(new Placer(places).Visit(rule.Body))!;
        }

        /// <summary>What was known when the rule was written: a captured local.</summary>
        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression is ConstantExpression
                ? Expression.Constant(Value(node), node.Type)
                : base.VisitMember(node);

        private static object Value(Expression node) => node switch
        {
            ConstantExpression constant => constant.Value!,
            MemberExpression { Member: System.Reflection.FieldInfo field } member =>
                field.GetValue(member.Expression is null ? null : Value(member.Expression))!,
            _ => throw new NotSupportedException("Not a rule: " + node),
        };
    }

    private sealed class Placer(Dictionary<ParameterExpression, Expression> places) : ExpressionVisitor
    {
        // Inner lambdas get fresh parameters: the same rule may be written out twice within itself.
        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            var fresh = node.Parameters.Select(p => Expression.Parameter(p.Type, p.Name)).ToArray();
            var inner = new Dictionary<ParameterExpression, Expression>(places);
            for (var i = 0; i < fresh.Length; i++)
            {
                inner[node.Parameters[i]] = fresh[i];
            }

            return Expression.Lambda(new Placer(inner).Visit(node.Body), fresh);
        }

        protected override Expression VisitParameter(ParameterExpression node) => places.GetValueOrDefault(node, node);
    }
}
