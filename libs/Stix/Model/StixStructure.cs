namespace Infohub.Stix.Model;

/// <summary>Properties that stand together: of an object, an extension, or a part of these.</summary>
public class StixStructure
{
    private readonly NameTable names;
    private readonly StixProperty[] properties;

    internal StixStructure(string name, string clause, StixProperty[] properties, Constraint[]? constraints = null)
    {
        (Name, Clause, this.properties, Constraints) = (name, "STIX 2.1 §" + clause, properties, constraints ?? []);
        names = new NameTable([.. properties.Select(p => p.Name)]);
        for (var i = 0; i < properties.Length; i++)
        {
            RequiredMask |= properties[i].IsRequired ? 1UL << i : 0;
        }
    }

    /// <summary>As the standard names it.</summary>
    public string Name { get; }

    /// <summary>Where the standard defines it, for example <c>STIX 2.1 §4.7.1</c>.</summary>
    public string Clause { get; }

    /// <summary>The properties, with those that are common to objects of its family.</summary>
    public IReadOnlyList<StixProperty> Properties => properties;

    internal Constraint[] Constraints { get; }

    /// <summary>By the places of the properties, of which no structure has more than 64.</summary>
    internal ulong RequiredMask { get; }

    /// <summary>The property of the name, or null.</summary>
    public StixProperty? Find(string name) => Find(System.Text.Encoding.UTF8.GetBytes(name), out _);

    internal StixProperty? Find(ReadOnlySpan<byte> name, out int place)
    {
        place = names.IndexOf(name);
        return place < 0 ? null : properties[place];
    }
}
