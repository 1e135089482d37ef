using System.Text;
using Infohub.Observables.Scanning;

namespace Infohub.Observables.Names;

/// <summary>
/// International labels in their ASCII form (RFC 3492, parameters of §5). Written out because the runtime's mapping answers bad labels
/// with exceptions, which a hostile text could ask for by the hundred thousand.
/// </summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int LowestThreshold = 1;
    private const int HighestThreshold = 26;

    /// <summary>Appends the label in lower case, as it is if ASCII, else as <c>xn--…</c>.</summary>
    public static void AppendLabel(StringBuilder to, ReadOnlySpan<char> label)
    {
        if (System.Text.Ascii.IsValid(label))
        {
            foreach (var c in label)
            {
                to.Append(char.ToLowerInvariant(c));
            }

            return;
        }

        var mapped = string.Create(label.Length, label, static (folded, written) =>
        {
            for (var i = 0; i < written.Length; i++)
            {
                folded[i] = char.ToLowerInvariant(Chars.Fold(written[i]));
            }
        });
        if (System.Text.Ascii.IsValid(mapped))
        {
            to.Append(mapped);
            return;
        }

        to.Append("xn--");
        Encode(to, mapped.IsNormalized() ? mapped : mapped.Normalize());
    }

    private static void Encode(StringBuilder to, string label)
    {
        var basic = 0;
        foreach (var c in label)
        {
            if (char.IsAscii(c))
            {
                to.Append(c);
                basic++;
            }
        }

        if (basic > 0)
        {
            to.Append('-');
        }

        // Labels are at most 63 characters of the basic plane here, so no step can overflow.
        var (next, delta, bias, done) = (128, 0, 72, basic);
        while (done < label.Length)
        {
            var lowest = label.Where(c => c >= next).Min();
            delta += (lowest - next) * (done + 1);
            next = lowest;
            foreach (var c in label)
            {
                if (c < next)
                {
                    delta++;
                }
                else if (c == next)
                {
                    AppendNumber(to, delta, bias);
                    bias = Adapt(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }

            delta++;
            next++;
        }
    }

    private static void AppendNumber(StringBuilder to, int number, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, LowestThreshold, HighestThreshold);
            if (number < threshold)
            {
                to.Append(Digit(number));
                return;
            }

            to.Append(Digit(threshold + ((number - threshold) % (Base - threshold))));
            number = (number - threshold) / (Base - threshold);
        }
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Adapt(int delta, int points, bool first)
    {
        delta = first ? delta / 700 : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - LowestThreshold) * HighestThreshold / 2; k += Base)
        {
            delta /= Base - LowestThreshold;
        }

        return k + ((Base - LowestThreshold + 1) * delta / (delta + 38));
    }
}
