using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Infohub.Intelligence.WarningLists;

/// <summary>The entries of a list as UTF-8, one a line: what is kept, and what a list is made of in memory, without an object for each.</summary>
internal sealed class EntryText(ReadOnlyMemory<byte> lines)
{
    /// <summary>Of one line in letters; an entry is never longer.</summary>
    public const int LongestEntry = 2048;

    /// <summary>What to do with an entry.</summary>
    public delegate void Visit(ReadOnlySpan<char> entry);

    public static EntryText Of(IEnumerable<string> entries) => new(Encoding.UTF8.GetBytes(string.Concat(entries.Select(e => e + "\n"))));

    public int Count => lines.Span.Count((byte)'\n');

    public void Each(Visit visit)
    {
        Span<char> letters = stackalloc char[LongestEntry];
        var rest = lines.Span;
        for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            visit(letters[..Encoding.UTF8.GetChars(rest[..end], letters)]);
            rest = rest[(end + 1)..];
        }
    }

    public string[] ToArray()
    {
        var all = new List<string>();
        Each(entry => all.Add(entry.ToString()));
        return [.. all];
    }

    public HashSet64 Hashed()
    {
        var hashes = new ulong[Count];
        var next = 0;
        Each(entry => hashes[next++] = SipHash.Of(entry));
        return new HashSet64(hashes);
    }

    public byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(lines.Span);
        }

        return packed.ToArray();
    }

    public static EntryText Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var lines = new MemoryStream(packed.Length * 3);
        brotli.CopyTo(lines);
        return new EntryText(lines.GetBuffer().AsMemory(0, (int)lines.Length));
    }
}

/// <summary>Entries as they come.</summary>
internal sealed class EntryWriter
{
    private readonly ArrayBufferWriter<byte> lines = new(1 << 16);

    public void Add(string entry)
    {
        var to = lines.GetSpan((entry.Length * 3) + 1);
        var length = Encoding.UTF8.GetBytes(entry, to);
        to[length] = (byte)'\n';
        lines.Advance(length + 1);
    }

    public EntryText Done() => new(lines.WrittenMemory);
}
