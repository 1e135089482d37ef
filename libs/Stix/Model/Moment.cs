namespace Infohub.Stix.Model;

/// <summary>A time of the standard as it stands in UTF-8 (STIX 2.1 §2.16), comparable to its last digit.</summary>
internal readonly ref struct Moment
{
    private static ReadOnlySpan<byte> DaysOfMonth => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    private Moment(long key, ReadOnlySpan<byte> fraction)
    {
        Key = key;
        Fraction = fraction;
    }

    /// <summary>Minutes since the year 0, then the second, which is 60 where one is inserted: in the order of time.</summary>
    public long Key { get; }

    /// <summary>The digits behind the second.</summary>
    public ReadOnlySpan<byte> Fraction { get; }

    public static bool TryRead(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[^1] != 'Z'
            || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || !Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second))
        {
            return false;
        }

        var fraction = text.Length == 20 ? [] : text[20..^1];
        if ((text.Length > 20 && (text[19] != '.' || fraction.IsEmpty || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')))
            || month is < 1 or > 12 || day < 1 || day > Days(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        moment = new Moment((((((((((year * 12L) + month) * 32) + day) * 24) + hour) * 60) + minute) * 64) + second, fraction);
        return true;
    }

    public int Against(Moment other) =>
        Key != other.Key ? Key.CompareTo(other.Key) : Fraction.TrimEnd((byte)'0').SequenceCompareTo(other.Fraction.TrimEnd((byte)'0'));

    private static int Days(int year, int month) => month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : DaysOfMonth[month - 1];

    private static bool Number(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
