using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infohub.Stix.Json;

/// <summary>The one form of a JSON value (RFC 8785): no white space, members in the order of their names' UTF-16 units, numbers and strings as ECMAScript writes them.</summary>
public static class CanonicalJson
{
    /// <summary>The value as UTF-8.</summary>
    /// <exception cref="InvalidOperationException">A string holds half of a surrogate pair, which has no UTF-8.</exception>
    public static byte[] Write(JsonElement value)
    {
        var into = new ArrayBufferWriter<byte>();
        Write(value, into);
        return into.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> into)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                into.Write("{"u8);
                var isFirst = true;
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    into.Write(isFirst ? ""u8 : ","u8);
                    Write(member.Name, into);
                    into.Write(":"u8);
                    Write(member.Value, into);
                    isFirst = false;
                }

                into.Write("}"u8);
                break;
            case JsonValueKind.Array:
                into.Write("["u8);
                var isFirstItem = true;
                foreach (var item in value.EnumerateArray())
                {
                    into.Write(isFirstItem ? ""u8 : ","u8);
                    Write(item, into);
                    isFirstItem = false;
                }

                into.Write("]"u8);
                break;
            case JsonValueKind.String:
                Write(value.GetString()!, into);
                break;
            case JsonValueKind.Number:
                into.Write(Encoding.ASCII.GetBytes(Number(value.GetDouble())));
                break;
            case JsonValueKind.True:
                into.Write("true"u8);
                break;
            case JsonValueKind.False:
                into.Write("false"u8);
                break;
            default:
                into.Write("null"u8);
                break;
        }
    }

    /// <summary>RFC 8785 §3.2.2.2: nothing is escaped but what JSON does not take as it is.</summary>
    private static void Write(string text, ArrayBufferWriter<byte> into)
    {
        var written = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => written.Append("\\\""),
                '\\' => written.Append("\\\\"),
                '\b' => written.Append("\\b"),
                '\f' => written.Append("\\f"),
                '\n' => written.Append("\\n"),
                '\r' => written.Append("\\r"),
                '\t' => written.Append("\\t"),
                < ' ' => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => written.Append(c),
            };
        }

        into.Write(Encoding.UTF8.GetBytes(written.Append('"').ToString()));
    }

    /// <summary>As ECMAScript's Number::toString (RFC 8785 §3.2.2.3): the shortest digits that are read as the same number.</summary>
    internal static string Number(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        if (!double.IsFinite(value))
        {
            throw new InvalidOperationException("A number is too large for the one form of JSON.");
        }

        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var digits = new string([.. shortest[..(shortest.IndexOf('E', StringComparison.Ordinal) is var e and >= 0 ? e : shortest.Length)].Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
        var point = Point(shortest);
        var sign = value < 0 ? "-" : "";
        return sign + point switch
        {
            > 21 or < -5 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture)}",
            <= 0 => "0." + new string('0', -point) + digits,
            _ when digits.Length <= point => digits.PadRight(point, '0'),
            _ => digits[..point] + "." + digits[point..],
        };
    }

    /// <summary>Behind how many digits the point stands; below 1 for as many zeros behind it.</summary>
    private static int Point(string shortest)
    {
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            return int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;
        }

        var whole = shortest.Split('.')[0].TrimStart('0');
        if (whole.Length > 0)
        {
            return whole.Length;
        }

        var behind = shortest.Split('.')[1];
        return -(behind.Length - behind.TrimStart('0').Length);
    }
}
