using System.Text.RegularExpressions;

namespace Infohub.House.Tests;

/// <summary>A table belongs to the module whose Migrations make it; SQL of another module does not name it.</summary>
public sealed partial class TableTests
{
    /// <summary>Module or file → foreign tables, with the reason. A line that is not needed any more fails too.</summary>
    private static readonly (string Where, string[] Tables, string Why)[] Allowed =
    [
        ("Community/", ["setting"], "what the community chose is kept in the floor's table of settings"),
        ("Community/Governance/Beholden.cs", ["audit"], "who invited an officer, or gave them the office, stands in the record alone"),
        ("Community/People/Entrance.cs", ["audit"], "whoever is on record as having acted was in"),
        ("Library/Access/LawSql.cs", ["audience_part", "circle_member", "api_key_circle"], "the law is a predicate: it joins who may read to what is read"),
        ("Library/", ["organisation", "person", "circle", "audience_part"], "the names and parts of an audience, in the one query of a list"),
        ("Library/Items/AnonymousSector.cs", ["organisation_sector", "circle_member"], "how large a sector is decides whether it may be named"),
        ("Library/Seals/PossibleSpeakers.cs", ["circle_member"], "how many could have said it decides whether its speaker is warned"),
        ("Library/Items/Containment.cs", ["circle_member"], "W4 compares who reads before and after in one snapshot"),
        ("Library/Seals/OpenSeal.cs", ["audit", "elevation"], "what lies under a seal is compared with the record, and forgotten with its grant"),
        ("Library/Readings/WhoHasRead.cs", ["api_key"], "a machine reads under its key's name"),
        ("Intelligence/Sightings/SpeakerNames.cs", ["organisation"], "the names beside what was said"),
        ("Sharing/", ["organisation", "person", "circle"], "the names beside what was said"),
        ("Sharing/Home/Counts.cs", ["item", "item_version"], "what is counted of a page's items lies under the law of each version"),
        ("Sharing/Comments/Mentions.cs", ["circle_member"], "who stands in the circles whose lists the viewer is shown"),
        ("Sharing/Feeds/MakeFeed.cs", ["circle_member"], "the circles by which a feed can be narrowed"),
        ("Sharing/Passing/PassOn.cs", ["item", "item_grant", "item_grant_link", "client"], "W3: a grant is made where its conditions are read, in one transaction"),
        ("Sharing/Home/ReadSide.cs", ["draft_reviewer", "item_version"], "the drafts that one is asked to review; an accepted answer lies under the law of its version"),
        ("Sharing/Streams/ReaderMarks.cs", ["audience_part", "circle_member", "item_term"], "what a reader muted is a condition beside the law, in the one query of a list"),
        ("Sharing/Streams/StreamOwner.cs", ["circle_member"], "the circles by which items come into one's streams"),
        ("Sharing/Posts/AudienceChoices.cs", ["circle_member"], "the circles that can be chosen"),
        ("Sharing/Posts/DraftReviewers.cs", ["draft_reviewer"], "who is asked to review a draft"),
        ("Sharing/Record/RecordBook.cs", ["audit", "api_key"], "the record as each audience may read it"),
        ("Demo/Script/", ["organisation", "person", "circle"], "a script finds by name what it made before"),
        ("Delivery/Inbox/", ["organisation", "person", "circle", "circle_member", "circle_owner", "circle_waiting", "audience_part"], "whom a notice concerns, in one query"),
        ("Delivery/Inbox/", ["item", "item_version", "item_grant", "anonymous_author", "reading", "comment", "wider_ask", "proposal", "seal", "seal_opening", "item_report", "saved_view"], "whom a notice concerns; what it says passes Holdings"),
        ("Web/DemoStart.cs", ["organisation"], "only an empty hub is filled with a made-up community"),
        ("Web/LoadWorld.cs", ["organisation"], "only an empty hub is filled from a script"),
        ("Web/Backups/BackupWords.cs", ["session", "one_time_link", "factor_recovery"], "nobody stays signed in over a restore, or comes in by what was used or stopped since"),
        ("Web/Watching/HubMeter.cs", ["session"], "how many are signed in"),
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
