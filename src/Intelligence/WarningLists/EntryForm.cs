using System.Globalization;
using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>The form in which an entry is compared: that of the values that are asked for.</summary>
internal static class EntryForm
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>Null for what is no entry of such a list.</summary>
    public static string? Of(ListType type, string entry)
    {
        if (entry.Length is 0 or > EntryText.LongestEntry || entry.Any(char.IsControl) || entry.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !IsWhole(entry))
        {
            return null;
        }

        return type switch
        {
            ListType.Cidr => NetworkMatcher.Parse(entry.AsSpan().Trim()) is null ? null : entry.Trim(),
            ListType.Hostname => Name(entry.Trim()),
            ListType.String => Value(entry),
            ListType.Substring => entry,
            _ => PhpPattern.Read(entry) is null ? null : entry,
        };
    }

    /// <summary>A name in small letters and punycode, without the dots around it that some lists have.</summary>
    private static string? Name(string entry)
    {
        var name = entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry.TrimStart('.');
        name = name.EndsWith('.') ? name[..^1] : name;
        if (!System.Text.Ascii.IsValid(name))
        {
            try
            {
                name = Idn.GetAscii(name);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        return name.Length is > 0 and <= 253 && name.Split('.').All(l => l.Length is > 0 and <= 63 && l.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) ? name.ToLowerInvariant() : null;
    }

    /// <summary>As it is found in a text, where it is a value by itself: hashes and names in small letters, addresses in one form.</summary>
    private static string Value(string entry) =>
        Extractor.Find(entry, new ExtractOptions { MaxFindings = 1 }) is [{ Start: 0 } found] && found.Length == entry.Length ? found.Value : entry;

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
