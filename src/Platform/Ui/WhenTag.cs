using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Infohub.Platform.Ui;

/// <summary><c>&lt;when at="@item.SharedAt" /&gt;</c>: a time in the reader's zone, near ones relative, UTC on hover.</summary>
[HtmlTargetElement("when", Attributes = "at", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhenTag(PageFrame frame, Words words, TimeProvider clock) : TagHelper
{
    /// <summary>A <see cref="DateTimeOffset"/>, or a <c>long</c> of microseconds since 1970; null writes nothing.</summary>
    public object? At { get; set; }

    /// <summary>Always the day and the time, never "5 min ago": for documents, deadlines and records.</summary>
    public bool Exact { get; set; }

    /// <summary>The time of day alone: for what happened while the page stands open.</summary>
    public bool Clock { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (MomentOf(At) is not { } moment)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        var utc = moment.ToUniversalTime();
        output.Attributes.SetAttribute("datetime", utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", words["{0}, {1} UTC", DayAndYear(utc), ClockOf(utc)]);
        output.Content.SetContent(Say(moment, clock.GetUtcNow()));
    }

    /// <summary>Null where there is no time.</summary>
    internal static DateTimeOffset? MomentOf(object? at) => at switch
    {
        null => null,
        DateTimeOffset moment => moment,
        long microseconds => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds),
        _ => throw new ArgumentException("A time is a DateTimeOffset or a long of microseconds, not " + at.GetType().Name, nameof(at)),
    };

    private string Say(DateTimeOffset moment, DateTimeOffset now)
    {
        var there = TimeZoneInfo.ConvertTime(moment, frame.Zone);
        var today = TimeZoneInfo.ConvertTime(now, frame.Zone);
        var minutes = (long)Math.Floor((now - moment).TotalMinutes);
        var days = (today.Date - there.Date).Days;
        if (Clock)
        {
            return ClockOf(there) + ZoneMark;
        }

        return (Exact, minutes, days) switch
        {
            (true, _, _) => words["{0}, {1}", DayAndYear(there), ClockOf(there)] + ZoneMark,
            (_, 0, _) => words["just now"],
            (_, > 0 and < 60, _) => words["{0} min ago", minutes],
            (_, >= 60 and < 720, 0) => words["{0} h ago", minutes / 60],
            (_, < 0 and > -60, _) => words["in {0} min", -minutes],
            (_, _, 0) => words["today {0}", ClockOf(there)] + ZoneMark,
            (_, _, 1) => words["yesterday {0}", ClockOf(there)] + ZoneMark,
            (_, _, -1) => words["tomorrow {0}", ClockOf(there)] + ZoneMark,
            _ => there.Year == today.Year ? DayOf(there) : DayAndYear(there),
        };
    }

    private string ZoneMark => frame.Zone.BaseUtcOffset == TimeSpan.Zero && !frame.Zone.SupportsDaylightSavingTime ? " UTC" : "";

    private string DayOf(DateTimeOffset at) => at.ToString(words.Culture.DateTimeFormat.MonthDayPattern, words.Culture);

    private string DayAndYear(DateTimeOffset at) =>
        at.ToString(words.Language == Languages.English ? "d MMMM yyyy" : "yyyy年M月d日", words.Culture);

    private static string ClockOf(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);
}
