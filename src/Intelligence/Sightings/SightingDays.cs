using System.Globalization;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;

namespace Infohub.Intelligence.Sightings;

/// <summary>How many sightings fell on each of the last days, in the reader's zone: a chart, and the same in words for who does not see it.</summary>
internal sealed record SightingDays(IReadOnlyList<(DateOnly Day, int Count)> Days)
{
    public const int Last = 14;

    private const int Width = 760;
    private const int Base = 92;
    private const int Highest = 72;
    private const int Step = 52;

    public static SightingDays Of(SightingsView view, TimeZoneInfo zone)
    {
        var today = DayOf(view.Now, zone);
        var counts = view.Sightings.Where(s => s.Kind == SightingKind.Seen).GroupBy(s => DayOf(Micros.ToTime(s.LastAt), zone)).ToDictionary(g => g.Key, g => g.Count());
        return new SightingDays([.. Enumerable.Range(0, Last).Select(i => today.AddDays(i - Last + 1)).Select(day => (day, counts.GetValueOrDefault(day)))]);
    }

    public int Total => Days.Sum(d => d.Count);

    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} 120");

    /// <summary>The bars: where each stands, how high it is, and what it says.</summary>
    public IEnumerable<Bar> Bars => Days.Select((d, at) => (d.Day, d.Count, At: at)).Where(d => d.Count > 0).Select(d =>
    {
        var height = Math.Max(Highest * d.Count / Math.Max(Days.Max(x => x.Count), 1), 4);
        return new Bar(d.Day, d.Count, 24 + (d.At * Step), Base - height, height);
    });

    /// <summary>In words, day by day.</summary>
    public string Spoken(Words words) => words["Sightings by day, {0} to {1}: {2}.", Name(Days[0].Day, words), Name(Days[^1].Day, words),
        words.List(Days.Where(d => d.Count > 0).Select(d => words["{0} on {1}", d.Count, Name(d.Day, words)]))];

    public static string Name(DateOnly day, Words words) => day.ToString(words.Culture.DateTimeFormat.MonthDayPattern, words.Culture);

    private static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).Date);

    /// <param name="X">Its left side.</param>
    /// <param name="Y">Its upper side.</param>
    internal sealed record Bar(DateOnly Day, int Count, int X, int Y, int Height)
    {
        public const int Wide = 30;

        public int Middle => X + (Wide / 2);

        public int Above => Y - 5;
    }
}
