using System.Globalization;

namespace Infohub.Demo.Community;

/// <summary>When things happen in Harbour City: at the hours at which people work there.</summary>
internal sealed class DemoCalendar(DateTimeOffset now)
{
    private const int SecondsADay = 86_400;
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    /// <summary>Seconds before now, moved into a working hour of that day, or of the working day before.</summary>
    public long At(double daysAgo, string name, bool workdays)
    {
        var local = now.AddDays(-daysAgo).ToOffset(Zone);
        if (local.Hour is < 8 or > 19)
        {
            local = local.Date.AddHours(9 + Chance.Number(9, name, "hour")).AddMinutes(Chance.Number(60, name, "minute")).AddSeconds(Chance.Number(60, name, "second")) is var moved
                ? new DateTimeOffset(moved, Zone)
                : local;
        }

        while (local > now.AddMinutes(-20) || (workdays && local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday))
        {
            local = local.AddDays(-1);
        }

        return (long)(local - now).TotalSeconds;
    }

    public static long Days(double days) => (long)(days * SecondsADay);

    public static long Hours(double hours) => (long)(hours * 3600);

    /// <summary>A date near an item's, in the item's language.</summary>
    public string Date(long at, int days, string language)
    {
        var date = now.AddSeconds(at).ToOffset(Zone).AddDays(days);
        return language == "en" ? date.ToString("d MMMM", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{date.Month}月{date.Day}日");
    }
}
