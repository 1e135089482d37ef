namespace Infohub.Host.Tests;

/// <summary>Values found against values that a person wrote down: precision and recall, each at least 0.98.</summary>
internal sealed class Score(string way)
{
    private readonly List<string> differences = [];
    private int right;
    private int wrong;
    private int missed;

    public void Add(string name, IReadOnlySet<string> wanted, IReadOnlyList<string> found)
    {
        var once = found.ToHashSet(StringComparer.Ordinal);
        Assert.True(once.Count == found.Count, $"{way}, {name}: a value is there twice");
        right += wanted.Count(once.Contains);
        Count(once.Except(wanted, StringComparer.Ordinal), ref wrong, name + ": wrong ");
        Count(wanted.Except(once, StringComparer.Ordinal), ref missed, name + ": missed ");
    }

    public void Hold(ITestOutputHelper output)
    {
        var (precision, recall) = (right / (double)(right + wrong), right / (double)(right + missed));
        var line = $"{way}: {right} right, {wrong} wrong, {missed} missed: precision {precision:0.0000}, recall {recall:0.0000}";
        output.WriteLine(string.Join('\n', [line, .. differences]));
        Assert.True(right > 0 && precision >= 0.98 && recall >= 0.98, line);
    }

    private void Count(IEnumerable<string> values, ref int count, string what)
    {
        foreach (var value in values)
        {
            count++;
            differences.Add(what + value);
        }
    }
}
