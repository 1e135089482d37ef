using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Infohub.Community.Public;
using Infohub.Markings;

namespace Infohub.Library.Access;

/// <summary>
/// The rules as SQL over the aliases <c>i</c> (item) and <c>n</c> (item_version). The viewer's facts are parameters <c>@v_...</c>; see <see cref="Values"/>.
/// Choices are written as CASE, never as OR over EXISTS: PostgreSQL would hash all items for the latter.
/// </summary>
public static class LawSql
{
    private static readonly ConcurrentDictionary<(Channel, bool), string> Known = new();

    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        [nameof(LawTables.Parts)] = "audience_part",
        [nameof(LawTables.Members)] = "circle_member",
        [nameof(LawTables.KeyCircles)] = "api_key_circle",
        [nameof(LawTables.AnonymousAuthors)] = "anonymous_author",
        [nameof(LawTables.Reviewers)] = "draft_reviewer",
        [nameof(LawTables.Grants)] = "item_grant",
        [nameof(LawTables.GrantLinks)] = "item_grant_link",
        [nameof(LawTables.Clients)] = "client",
        [nameof(LawTables.Organisations)] = "organisation",
        [nameof(LawTables.Persons)] = "person",
    };

    /// <summary>The disclosure of the current version as a number.</summary>
    public static string Current(Channel channel) => Known.GetOrAdd((channel, true), static k => Write(Law.Decision(k.Item1), current: true));

    /// <summary>The disclosure of version <c>n</c> as a number.</summary>
    public static string Version(Channel channel) => Known.GetOrAdd((channel, false), static k => Write(Law.Decision(k.Item1), current: false));

    /// <summary>Whether the viewer is of the originator's side of <c>i</c>: a condition.</summary>
    public static string OriginatorSide { get; } = Write(Law.OriginatorSide, current: true);

    /// <summary>Whether the viewer is the author of <c>i</c>: a condition.</summary>
    public static string Author { get; } = Write(Law.Author, current: true);

    /// <summary>Whether the viewer reads the current version otherwise than by a grant: a condition.</summary>
    public static string ByAudience { get; } = Write(Law.ReadsByAudience, current: true);

    /// <summary>Whether what is gone stood on the public pages: a condition.</summary>
    public static string StoodInPublic { get; } = Write(Law.StoodInPublic, current: true);

    /// <summary>Whether grant <c>g</c> of <c>i</c> lets the viewer read the current version: a condition.</summary>
    public static string GrantOpens { get; } = Write(Law.GrantOpens, current: true);

    /// <summary>The parameters' values for one viewer.</summary>
    public static (string Name, object? Value)[] Values(ViewerFacts v) =>
    [
        ("v_public", v.Public), ("v_community", v.Community), ("v_org_parts", v.OrgParts), ("v_person_parts", v.PersonParts), ("v_own", v.Own),
        ("v_acts_for_org", v.ActsForOrg), ("v_session", v.Session), ("v_drafts", v.Drafts), ("v_fresh", v.Fresh),
        ("v_amber_clients", v.AmberClients), ("v_org", v.Org), ("v_org_joined", v.OrgJoined), ("v_person", v.Person),
        ("v_person_joined", v.PersonJoined), ("v_key", v.Key), ("v_circle_key", v.CircleKey), ("v_anonymous_tag", v.AnonymousTag),
        ("v_ceiling", v.Ceiling), ("v_now", v.Now),
    ];

    private static string Write(LambdaExpression rule, bool current)
    {
        var whole = Rule.WrittenOut(rule);
        var names = new Dictionary<ParameterExpression, string>();
        foreach (var parameter in whole.Parameters)
        {
            names[parameter] = parameter.Type == typeof(ViewerFacts) ? "@v"
                : parameter.Type == typeof(ItemFacts) || (parameter.Type == typeof(VersionFacts) && current) ? "i"
                : parameter.Type == typeof(VersionFacts) ? "n"
                : parameter.Type == typeof(GrantRow) ? "g"
                : "";
        }

        return new Writer(names).Text(whole.Body);
    }

    private sealed class Writer(Dictionary<ParameterExpression, string> names)
    {
        private const string True = "(1=1)";
        private const string False = "(1=0)";
        private int aliases;

        public string Text(Expression node) => node switch
        {
            ConstantExpression { Value: bool truth } => truth ? True : False,
            ConstantExpression constant => Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
            UnaryExpression { NodeType: ExpressionType.Not } not => Text(not.Operand) switch { True => False, False => True, var inner => "(not " + inner + ")" },
            MemberExpression member => Column(member),
            BinaryExpression binary => Binary(binary),
            ConditionalExpression choice => Choice(choice),
            MethodCallExpression { Method.Name: nameof(Enumerable.Any) } any => Any(any),
            _ => throw new NotSupportedException("No SQL for " + node),
        };

        private string Column(MemberExpression member)
        {
            var owner = names[(ParameterExpression)member.Expression!];
            var name = owner == "@v" ? "@v_" + Snake(member.Member.Name) : owner + "." + Snake(member.Member.Name);
            return member.Type == typeof(bool) ? "(" + name + " = 1)" : name;
        }

        private string Binary(BinaryExpression node)
        {
            var (left, right) = (Text(node.Left), Text(node.Right));
            return node.NodeType switch
            {
                ExpressionType.AndAlso when left == False => False,
                ExpressionType.AndAlso when left == True => right,
                ExpressionType.AndAlso when right == True => left,
                ExpressionType.AndAlso => "(" + left + " and " + right + ")",
                ExpressionType.OrElse when left == True => True,
                ExpressionType.OrElse => "case when " + left + " then (1=1) else " + right + " end",
                ExpressionType.Equal when left == right => True,
                ExpressionType.GreaterThanOrEqual when left == right => True,
                ExpressionType.Equal => left + " = " + right,
                ExpressionType.NotEqual => left + " <> " + right,
                ExpressionType.LessThan => left + " < " + right,
                ExpressionType.LessThanOrEqual => left + " <= " + right,
                ExpressionType.GreaterThan => left + " > " + right,
                ExpressionType.GreaterThanOrEqual => left + " >= " + right,
                _ => throw new NotSupportedException("No SQL for " + node),
            };
        }

        private string Choice(ConditionalExpression node)
        {
            var test = Text(node.Test);
            return test == True ? Text(node.IfTrue)
                : test == False ? Text(node.IfFalse)
                : "case when " + test + " then " + Text(node.IfTrue) + " else " + Text(node.IfFalse) + " end";
        }

        private string Any(MethodCallExpression node)
        {
            var table = Tables[((MemberExpression)node.Arguments[0]).Member.Name];
            var lambda = (LambdaExpression)node.Arguments[1];
            var alias = "t" + (++aliases).ToString(CultureInfo.InvariantCulture);
            names[lambda.Parameters[0]] = alias;
            return "exists(select 1 from " + table + " " + alias + " where " + Text(lambda.Body) + ")";
        }

        private static string Snake(string name)
        {
            var text = new StringBuilder();
            for (var i = 0; i < name.Length; i++)
            {
                if (char.IsUpper(name[i]) && i > 0)
                {
                    text.Append('_');
                }

                text.Append(char.ToLowerInvariant(name[i]));
            }

            return text.ToString();
        }
    }
}
