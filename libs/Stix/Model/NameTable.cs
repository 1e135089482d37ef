using System.Text;

namespace Infohub.Stix.Model;

/// <summary>Finds a name among few by its UTF-8, without making a string of it.</summary>
internal sealed class NameTable
{
    private readonly byte[][] names;
    private readonly short[] slots;

    public NameTable(IReadOnlyList<string> names)
    {
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
        slots = new short[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, names.Count * 3))];
        for (var i = 0; i < this.names.Length; i++)
        {
            var at = Hash(this.names[i]) & (slots.Length - 1);
            while (slots[at] != 0)
            {
                at = (at + 1) & (slots.Length - 1);
            }

            slots[at] = (short)(i + 1);
        }
    }

    /// <summary>Its place among the names, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var at = Hash(name) & (slots.Length - 1); slots[at] != 0; at = (at + 1) & (slots.Length - 1))
        {
            if (name.SequenceEqual(names[slots[at] - 1]))
            {
                return slots[at] - 1;
            }
        }

        return -1;
    }

    /// <summary>A hash of four characters and the length: names are the standard's, so that nobody can make many alike.</summary>
    private static int Hash(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : (((((name.Length * 31) + name[0]) * 31) + name[^1]) * 31) + (name[name.Length / 2] * 7) + name[name.Length / 3];
}
