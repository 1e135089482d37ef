using System.Text.RegularExpressions;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;

namespace Infohub.Modules.Tests.Library.Access;

/// <summary>The rules as SQL: what is known beforehand is not asked, and what the item's own row says is read there.</summary>
public sealed class LawTextTests
{
    private static readonly Regex LooseTruth = new(@"(?<!then )\(1=1\)", RegexOptions.CultureInvariant);

    private static readonly Regex SameOnBothSides = new(@"([\w.@]+) (?:=|>=|<=) \1(?![\w.])", RegexOptions.CultureInvariant);

    private static readonly Regex NumberForTruth = new(@"(?:when|and|not|else|\() ?[01](?: (?:and|then|end)|\))(?<! else [01] end)", RegexOptions.CultureInvariant);

    private static readonly Regex BareFlag = new(
        $@"(?:\bi\.anonymous|@(?:{string.Join('|', LawSql.Values(new ViewerFacts()).Where(v => v.Value is bool).Select(v => v.Name))}))\b(?! = 1)", RegexOptions.CultureInvariant);

    private static readonly Regex VersionColumn = new(@"\bn\.", RegexOptions.CultureInvariant);

    public static TheoryData<string> Texts =>
        [.. Enum.GetValues<Channel>().SelectMany(c => new[] { LawSql.Current(c), LawSql.Version(c) }), LawSql.OriginatorSide, LawSql.Author, LawSql.ByAudience, LawSql.GrantOpens];

    [Theory, MemberData(nameof(Texts))]
    public void Nothing_is_asked_whose_answer_is_known(string text)
    {
        Assert.DoesNotContain("(1=0)", text, StringComparison.Ordinal);
        // a condition that holds stands only where a choice has it as its answer
        Assert.DoesNotMatch(LooseTruth, text);
        Assert.DoesNotMatch(SameOnBothSides, text);
        Assert.DoesNotMatch(NumberForTruth, text);
    }

    /// <summary>PostgreSQL knows no number as a condition.</summary>
    [Theory, MemberData(nameof(Texts))]
    public void Every_yes_or_no_is_compared(string text) => Assert.DoesNotMatch(BareFlag, text);

    [Fact]
    public void The_current_version_is_asked_of_the_items_own_row_and_an_older_one_of_its_own()
    {
        foreach (var channel in Enum.GetValues<Channel>())
        {
            Assert.DoesNotMatch(VersionColumn, LawSql.Current(channel));
            Assert.Matches(VersionColumn, LawSql.Version(channel));
        }
    }
}
