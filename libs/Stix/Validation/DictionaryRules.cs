using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Vocabularies;

namespace Infohub.Stix.Validation;

/// <summary>Dictionaries and hashes (STIX 2.1 §2.3, §2.7).</summary>
internal static class DictionaryRules
{
    private const int LongestKey = 250;

    public static void Check(Walk walk, JsonElement dictionary, MapValues values, string clause)
    {
        if (Entries(walk, dictionary, values, clause))
        {
            walk.Error("STIX 2.1 §2.3", "a dictionary has at least one entry");
        }
    }

    /// <summary>Within what the standard does not describe: less strictly, as for lists there.</summary>
    public static void Undescribed(Walk walk, JsonElement dictionary)
    {
        if (Entries(walk, dictionary, MapValues.Any, "STIX 2.1 §2.3"))
        {
            walk.Warn("STIX 2.1 §2.3", "a dictionary has at least one entry");
        }
    }

    /// <summary>The clause is that of the property, which asks for an algorithm of the vocabulary, as §2.7 does not: its own example has another.</summary>
    public static void Hashes(Walk walk, JsonElement hashes, string clause)
    {
        var (isEmpty, hasSha256) = (true, false);
        foreach (var member in hashes.EnumerateObject())
        {
            isEmpty = false;
            var name = Raw.Name(member);
            hasSha256 |= name.SequenceEqual("SHA-256"u8);
            walk.Enter(member);
            Key(walk, name, "STIX 2.1 §2.7", 3);
            if (!OpenVocabularies.HashAlgorithm.Contains(name))
            {
                walk.Warn(clause, "this is no algorithm of hash-algorithm-ov");
            }

            if (ValueRules.Is(walk, member.Value, JsonValueKind.String, "STIX 2.1 §2.7", "this is no string") && !IsHash(name, Raw.Text(member.Value)))
            {
                walk.Error("STIX 2.1 §10.7", "this is no hash of the algorithm");
            }

            walk.Leave();
        }

        if (isEmpty)
        {
            walk.Error("STIX 2.1 §2.3", "a dictionary has at least one entry");
        }
        else if (!hasSha256)
        {
            walk.Warn("STIX 2.1 §2.7", "there is no SHA-256 hash");
        }
    }

    private static bool Entries(Walk walk, JsonElement dictionary, MapValues values, string clause)
    {
        var isEmpty = true;
        foreach (var member in dictionary.EnumerateObject())
        {
            isEmpty = false;
            walk.Enter(member);
            Key(walk, Raw.Name(member), "STIX 2.1 §2.3", 1);
            Value(walk, member.Value, values, clause);
            walk.Leave();
        }

        return isEmpty;
    }

    private static void Key(Walk walk, ReadOnlySpan<byte> key, string clause, int least)
    {
        if (key.Length < least || key.Length > LongestKey || !IsKey(key))
        {
            walk.Error(clause, new FaultText("a key has {0} to {1} letters, digits, hyphens and underscores", least, LongestKey));
        }
    }

    private static bool IsKey(ReadOnlySpan<byte> key)
    {
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c != '-' && c != '_')
            {
                return false;
            }
        }

        return true;
    }

    private static void Value(Walk walk, JsonElement value, MapValues values, string clause)
    {
        switch (values)
        {
            case MapValues.Text:
                ValueRules.Is(walk, value, JsonValueKind.String, clause, "this is no string");
                break;
            case MapValues.Integer or MapValues.TextOrInteger:
                if (!ValueRules.IsInteger(value) && !(values == MapValues.TextOrInteger && value.ValueKind == JsonValueKind.String))
                {
                    walk.Error(clause, values == MapValues.Integer ? "this is no integer" : "this is neither an integer nor a string");
                }

                break;
            case MapValues.Texts:
                if (value.ValueKind == JsonValueKind.String)
                {
                    // As examples of the standard write headers.
                    walk.Warn(clause, "this is no list of strings");
                }
                else if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
                {
                    walk.Error(clause, "this is no list of strings");
                }

                break;
            default:
                ValueRules.Undescribed(walk, value);
                break;
        }
    }

    /// <summary>§10.7: digits of the algorithm's length; the fuzzy ones by their form.</summary>
    private static bool IsHash(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> hash)
    {
        var digits = algorithm switch
        {
            _ when algorithm.SequenceEqual("MD5"u8) => 32,
            _ when algorithm.SequenceEqual("SHA-1"u8) => 40,
            _ when algorithm.SequenceEqual("SHA-256"u8) || algorithm.SequenceEqual("SHA3-256"u8) => 64,
            _ when algorithm.SequenceEqual("SHA-512"u8) || algorithm.SequenceEqual("SHA3-512"u8) => 128,
            _ when algorithm.SequenceEqual("TLSH"u8) => 70,
            _ => 0,
        };
        if (digits == 70 && hash.StartsWith("T1"u8))
        {
            // The version of the digest that the algorithm's own tools write before its 35 bytes.
            hash = hash[2..];
        }

        return digits == 0
            ? !algorithm.SequenceEqual("SSDEEP"u8) || IsFuzzy(hash)
            : hash.Length == digits && !hash.ContainsAnyExcept(Letters.Hex);
    }

    /// <summary>A size of blocks and two lists of letters, with colons between.</summary>
    private static bool IsFuzzy(ReadOnlySpan<byte> hash)
    {
        var first = hash.IndexOf((byte)':');
        return first > 0 && !hash[..first].ContainsAnyExceptInRange((byte)'0', (byte)'9') && hash[(first + 1)..].IndexOf((byte)':') >= 0;
    }
}
