using System.Text.RegularExpressions;

namespace Infohub.House.Tests;

/// <summary>A table belongs to the module whose Migrations make it; SQL of another module does not name it.</summary>
public sealed partial class TableTests
{
    /// <summary>Module or file → foreign tables, with the reason. A line that is not needed any more fails too.</summary>
    private static readonly (string Where, string[] Tables, string Why)[] Allowed =
    [
        ("Community/", ["setting"], "what the community chose is kept in the floor's table of settings"),
        ("Library/Access/LawSql.cs", ["audience_part", "circle_member", "api_key_circle"], "the law is a predicate: it joins who may read to what is read"),
        ("Library/Items/AnonymousSector.cs", ["organisation", "organisation_sector", "circle", "circle_member"], "how large a sector is decides whether it may be named"),
        ("Library/Items/CardRow.cs", ["organisation", "person"], "the names beside what was shared, in the one query of a list"),
        ("Library/Items/Containment.cs", ["organisation", "circle_member"], "W4 compares who reads before and after in one snapshot"),
        ("Library/Public/Holdings.cs", ["organisation", "audience_part", "circle"], "the audience of an item, as its readers may see it"),
        ("Library/Search/SearchIndex.cs", ["circle"], "the index holds the circles that an item was shared with"),
        ("Sharing/", ["organisation", "person"], "the names beside what was said"),
        ("Sharing/Passing/PassOn.cs", ["item", "item_grant", "item_grant_link", "client"], "W3: a grant is made where its conditions are read, in one transaction"),
        ("Sharing/Posts/ChangePost.cs", ["item", "anonymous_author"], "an author who gives up anonymity"),
        ("Sharing/Posts/SaveDraft.cs", ["draft_reviewer"], "who is asked to review a draft"),
    ];

    [Fact]
    public void Sql_names_only_the_tables_of_its_own_module()
    {
        var owners = Owners();
        var strays = new List<string>();
        var used = new HashSet<(string Where, string Table)>();
        foreach (var file in Repository.Under("src/", ".cs", ".sql"))
        {
            foreach (var (table, line) in TablesIn(file).Where(t => owners.TryGetValue(t.Table, out var owner) && owner != file.Module))
            {
                var rules = Allowed.Where(a => file.Path.StartsWith("src/" + a.Where, StringComparison.Ordinal) && a.Tables.Contains(table, StringComparer.Ordinal)).ToList();
                rules.ForEach(r => used.Add((r.Where, table)));
                if (rules.Count == 0)
                {
                    strays.Add($"{file.Path}:{line} names {table}, a table of {owners[table]}");
                }
            }
        }

        var idle = Allowed.SelectMany(a => a.Tables.Select(t => (a.Where, Table: t))).Where(a => !used.Contains(a)).Select(a => $"not needed any more: {a.Where} → {a.Table}");
        Assert.True(strays.Count == 0 && !idle.Any(), string.Join('\n', strays.Distinct(StringComparer.Ordinal).Concat(idle)));
    }

    [Fact]
    public void No_two_modules_make_the_same_table()
    {
        var twice = Made().DistinctBy(m => (m.Table, m.Module)).GroupBy(m => m.Table, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
        Assert.Empty(twice);
    }

    private static Dictionary<string, string> Owners() =>
        Made().DistinctBy(m => m.Table).ToDictionary(m => m.Table, m => m.Module, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Table, string Module)> Made() =>
        Repository.Under("src/", ".sql").SelectMany(f => Makings().Matches(f.Text).Select(m => (m.Groups[1].Value, f.Module)));

    private static IEnumerable<(string Table, int Line)> TablesIn(SourceFile file)
    {
        var texts = file.Path.EndsWith(".sql", StringComparison.Ordinal)
            ? [new Literal(0, file.Text.Length, file.Text, Interpolated: false)]
            : CSharpText.Literals(file.Text).Where(l => Statements().IsMatch(l.Value));
        var whole = CSharpText.Literals(file.Text).Where(l => l.Value.Contains('_', StringComparison.Ordinal)).Select(l => (l.Value, file.LineAt(l.Start)));
        return texts.SelectMany(l => Names().Matches(l.Value).Select(m => (m.Groups[1].Value.ToLowerInvariant(), file.LineAt(l.Start) + l.Value.AsSpan(0, m.Index).Count('\n')))).Concat(file.Name == "LawSql.cs" ? whole : []);
    }

    [GeneratedRegex(@"create\s+(?:virtual\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Makings();

    /// <summary>Also a piece of a statement: a sub-query, a join that is added.</summary>
    [GeneratedRegex(@"\b(?:select|insert|update|delete|join|from|exists)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Statements();

    [GeneratedRegex(@"\b(?:from|join|into|update|references|table|on)\s+(?:only\s+)?([a-z_]\w*)", RegexOptions.IgnoreCase)]
    private static partial Regex Names();
}
