using System.Text;
using Infohub.Stix.Model;

namespace Infohub.Stix.Vocabularies;

/// <summary>A list of words that the standard gives for a property (STIX 2.1 §10).</summary>
public sealed class Vocabulary
{
    private readonly NameTable table;

    internal Vocabulary(string name, string clause, string words)
    {
        (Name, Clause) = (name, "STIX 2.1 §" + clause);
        Words = words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        table = new NameTable(Words);
    }

    /// <summary>As the standard names it: <c>malware-type-ov</c>.</summary>
    public string Name { get; }

    /// <summary>For example <c>STIX 2.1 §10.15</c>.</summary>
    public string Clause { get; }

    /// <summary>The words, in the standard's order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether other words may be used (§2.14). Those of an enumeration are all that there are (§2.4).</summary>
    public bool IsOpen => !Name.EndsWith("-enum", StringComparison.Ordinal);

    /// <summary>Whether it has the word, written exactly so.</summary>
    public bool Contains(string word) => Contains(Encoding.UTF8.GetBytes(word));

    /// <summary>Whether it has the word, as UTF-8.</summary>
    public bool Contains(ReadOnlySpan<byte> word) => table.IndexOf(word) >= 0;
}
