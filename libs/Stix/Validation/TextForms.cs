using System.Text;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Patterns;
using Infohub.Stix.Vocabularies;

namespace Infohub.Stix.Validation;

/// <summary>What texts look like that the standard binds to another one.</summary>
internal static class TextForms
{
    public static void Check(Walk walk, ReadOnlySpan<byte> text, TextForm form, string clause)
    {
        var fault = form switch
        {
            TextForm.Language => Must(IsLanguage(text), "this is no language tag (RFC 5646)"),
            TextForm.Url => Must(walk.IsDefanged || IsUrl(text), "this is no URL (RFC 3986)"),
            TextForm.UrlIfCan => Should(IsUrl(text), "this is no URL (RFC 3986)"),
            TextForm.MimeType => Should(IsMimeType(text), "this is no media type: type/subtype"),
            TextForm.CharacterSet => Must(!text.IsEmpty && IsOf(text, "-_.:()+"u8), "this is no name of a character set"),
            TextForm.Cpe => Must(IsCpe(text), "this is no CPE 2.3"),
            TextForm.DomainName => Must(walk.IsDefanged || IsDomainName(text), "this is no domain name (RFC 1034, RFC 5890)"),
            TextForm.Ipv4 => Must(walk.IsDefanged || IsAddress(text, 32), "this is no IPv4 address or network"),
            TextForm.Ipv6 => Must(walk.IsDefanged || IsAddress(text, 128), "this is no IPv6 address or network"),
            TextForm.Mac => Must(walk.IsDefanged || IsMac(text), "this is no MAC address: six octets in small letters, with colons"),
            // §6.5.1 forbids a name beside the address; what else an address is it only describes.
            TextForm.EmailAddress when text.ContainsAny("<>"u8) => Must(walk.IsDefanged || IsEmailAddress(text), "this is no e-mail address alone"),
            TextForm.EmailAddress => Should(walk.IsDefanged || IsEmailAddress(text), "this is no e-mail address alone"),
            TextForm.RelationshipType => Must(!text.IsEmpty && !text.ContainsAnyExcept(Letters.RelationshipType), "it has small letters, digits and hyphens"),
            TextForm.Country => Should(Countries.Has(text), "this is no code of a country (ISO 3166-1)"),
            TextForm.Subdivision => Should(text.Length is >= 4 and <= 6 && text[2] == '-' && Countries.Has(text[..2]) && IsOf(text[3..], []), "this is no code of a part of a country (ISO 3166-2)"),
            TextForm.LowerHyphened => Should(IsLowerHyphened(text), "it is written in small letters, with hyphens"),
            TextForm.LowerCase => Should(!text.ContainsAnyInRange((byte)'A', (byte)'Z'), "it is written in small letters"),
            TextForm.Priority => Should(text.EndsWith("_CLASS"u8), "it ends in _CLASS"),
            TextForm.HeaderText => Must(!IsEncodedWord(text), "an encoded header is decoded (RFC 2047)"),
            TextForm.RegistryKey => Must(!IsShortHive(text), "the hive is written out"),
            TextForm.PropertyName => Must(CustomRules.IsPropertyName(text), "a name of a property has 3 to 250 small letters, digits and underscores, a letter first"),
            _ => null,
        };
        if (fault is { } told)
        {
            walk.Tell(clause, told.Text, null, told.Severity);
        }

        static (FaultText Text, Severity Severity)? Must(bool isRight, string otherwise) => isRight ? null : (otherwise, Severity.Error);

        static (FaultText Text, Severity Severity)? Should(bool isRight, string otherwise) => isRight ? null : (otherwise, Severity.Warning);
    }

    public static bool IsLowerHyphened(ReadOnlySpan<byte> text) => !text.ContainsAnyInRange((byte)'A', (byte)'Z') && !text.ContainsAny(" _"u8);

    /// <summary>RFC 5646 §2.1: well formed; what is registered is not asked. Languages that were registered whole before are taken by their <c>i-</c>.</summary>
    public static bool IsLanguage(ReadOnlySpan<byte> tag)
    {
        var place = 0;
        foreach (var range in tag.Split((byte)'-'))
        {
            var part = tag[range];
            if (part.Length is < 1 or > 8 || !IsOf(part, []))
            {
                return false;
            }

            if (place++ == 0 && (part.ContainsAnyInRange((byte)'0', (byte)'9') || (part.Length == 1 && !"xXiI"u8.Contains(part[0]))))
            {
                return false;
            }
        }

        return tag.Length > 1 && (tag[1] != '-' || tag.Length > 2);
    }

    /// <summary>RFC 3986 §3: a scheme, and the letters that are allowed, with two hexadecimal digits behind each percent sign.</summary>
    public static bool IsUrl(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        if (colon < 1 || colon + 1 == text.Length || !char.IsAsciiLetter((char)text[0]) || !IsOf(text[..colon], "+-."u8))
        {
            return false;
        }

        for (var i = colon + 1; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[i + 1]) || !char.IsAsciiHexDigit((char)text[i + 2]))
                {
                    return false;
                }
            }
            else if (!char.IsAsciiLetterOrDigit((char)text[i]) && !"-._~:/?#[]@!$&'()*+,;="u8.Contains(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsMimeType(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'/') is var slash and > 0 && slash + 1 < text.Length && IsOf(text[..slash], "!#$&-^_.+"u8) && IsOf(text[(slash + 1)..], "!#$&-^_.+"u8);

    /// <summary>NISTIR 7695 §6.2: eleven parts behind the version, parted by colons that no backslash makes a letter.</summary>
    private static bool IsCpe(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("cpe:2.3:"u8) || text.Length < 9 || !"aho*-"u8.Contains(text[8]))
        {
            return false;
        }

        var (parts, length) = (1, 0);
        for (var i = 8; i < text.Length; i++)
        {
            if (text[i] == ':')
            {
                if (length == 0)
                {
                    return false;
                }

                (parts, length) = (parts + 1, 0);
                continue;
            }

            i += text[i] == '\\' ? 1 : 0;
            length++;
        }

        return parts == 11 && length > 0;
    }

    /// <summary>Labels of 1 to 63 bytes, together at most 253; letters of other scripts as U-labels (RFC 5890 §2.3.2.1) and underscores, which names of services have.</summary>
    private static bool IsDomainName(ReadOnlySpan<byte> text)
    {
        var name = text.EndsWith("."u8) ? text[..^1] : text;
        if (name.Length is < 1 or > 253)
        {
            return false;
        }

        foreach (var range in name.Split((byte)'.'))
        {
            var label = name[range];
            if (label.Length is < 1 or > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var c in label)
            {
                if (c < 0x80 && !char.IsAsciiLetterOrDigit((char)c) && c != '-' && c != '_')
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsAddress(ReadOnlySpan<byte> text, int bits) => text.Length <= 64 && Ascii.IsValid(text) && Network.Read(Encoding.ASCII.GetString(text)) is { } network && network.Bits == bits;

    private static bool IsMac(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i % 3 == 2 ? text[i] != ':' : !"0123456789abcdef"u8.Contains(text[i]))
            {
                return false;
            }
        }

        return text.Length == 17;
    }

    /// <summary>RFC 5322 §3.4.1, addr-spec: no name before it, no angle brackets, no white space outside quotes.</summary>
    private static bool IsEmailAddress(ReadOnlySpan<byte> text)
    {
        var at = text.LastIndexOf((byte)'@');
        if (at < 1 || at + 1 == text.Length || text[(at + 1)..].ContainsAny(" \t<>"u8))
        {
            return false;
        }

        var local = text[..at];
        return (local.Length > 2 && local[0] == '"' && local[^1] == '"') || !local.ContainsAny(Letters.OfAddress);
    }

    private static bool IsEncodedWord(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf("=?"u8);
        return start >= 0 && text[(start + 2)..] is var rest && (rest.IndexOf("?q?"u8) >= 0 || rest.IndexOf("?Q?"u8) >= 0 || rest.IndexOf("?b?"u8) >= 0 || rest.IndexOf("?B?"u8) >= 0) && rest.IndexOf("?="u8) >= 0;
    }

    private static bool IsShortHive(ReadOnlySpan<byte> key)
    {
        var hive = key.IndexOf((byte)'\\') is var end and >= 0 ? key[..end] : key;
        return Ascii.EqualsIgnoreCase(hive, "HKLM"u8) || Ascii.EqualsIgnoreCase(hive, "HKCU"u8) || Ascii.EqualsIgnoreCase(hive, "HKCR"u8)
            || Ascii.EqualsIgnoreCase(hive, "HKU"u8) || Ascii.EqualsIgnoreCase(hive, "HKCC"u8);
    }

    private static bool IsOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> alsoThese)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && !alsoThese.Contains(c))
            {
                return false;
            }
        }

        return true;
    }
}
