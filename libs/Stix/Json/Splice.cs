using System.Text;
using System.Text.Json;

namespace Infohub.Stix.Json;

/// <summary>Changes single members of an object and leaves every other byte as it is.</summary>
internal static class Splice
{
    /// <summary>The object with the member, which stands where it stood before, or at the end.</summary>
    public static byte[] Set(ReadOnlySpan<byte> json, string name, ReadOnlySpan<byte> value)
    {
        var members = Members(json, out var open);
        foreach (var member in members)
        {
            if (member.Name == name)
            {
                return [.. json[..member.Value], .. value, .. json[member.End..]];
            }
        }

        var written = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(name)}\":");
        if (members.Count == 0)
        {
            return [.. json[..(open + 1)], .. written, .. value, .. json[(open + 1)..]];
        }

        // As the last member is set off, so is the new one.
        var last = members[^1];
        var before = members.Count > 1 ? json[members[^2].End..last.Start] : json[(open + 1)..last.Start];
        var space = before[(before.IndexOf((byte)',') + 1)..];
        return [.. json[..last.End], (byte)',', .. space, .. written, .. value, .. json[last.End..]];
    }

    /// <summary>The object without the member.</summary>
    public static byte[] Remove(ReadOnlySpan<byte> json, string name)
    {
        var members = Members(json, out _);
        var place = members.FindIndex(m => m.Name == name);
        return place switch
        {
            < 0 => json.ToArray(),
            > 0 => [.. json[..members[place - 1].End], .. json[members[place].End..]],
            _ => [.. json[..members[0].Start], .. json[(members.Count > 1 ? members[1].Start : members[0].End)..]],
        };
    }

    private static List<Member> Members(ReadOnlySpan<byte> json, out int open)
    {
        var members = new List<Member>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        open = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (start, name) = ((int)reader.TokenStartIndex, reader.GetString()!);
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add(new Member(name, start, value, (int)reader.BytesConsumed));
        }

        return members;
    }

    private readonly record struct Member(string Name, int Start, int Value, int End);
}
