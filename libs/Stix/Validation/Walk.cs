using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>The way through one object: where it is, and what was found on it.</summary>
internal sealed class Walk(ICollection<StixFault> faults, ValidationOptions options, string prefix, int bytes)
{
    private Step[] steps = new Step[8];
    private int depth;
    private int told;
    private int lookedUp;

    public bool HasErrors { get; private set; }

    /// <summary>The object, or the observable in a container, that is walked through.</summary>
    public JsonElement Root { get; private set; }

    public StixType Type { get; private set; } = Standard.Custom;

    /// <summary>How many bytes the whole has.</summary>
    public int Bytes => bytes;

    /// <summary>§2.13: the observables that local names refer to, where the object stands in a container.</summary>
    public Dictionary<string, JsonElement>? Container { get; set; }

    /// <summary>§3.2: values were made harmless, so that they need not have their form.</summary>
    public bool IsDefanged { get; private set; }

    /// <summary>Whether an extension of the object may add properties beside those of the standard (§7.3).</summary>
    public bool HasAddedProperties { get; private set; }

    public bool ToldOfCustomProperties { get; set; }

    public void Object(JsonElement root)
    {
        var (outer, outerType, outerDefanged, outerAdded) = (Root, Type, IsDefanged, HasAddedProperties);
        Root = root;
        var name = root.TryGetProperty("type"u8, out var type) ? Raw.Text(type) : [];
        IsDefanged = Raw.IsTrue(root, "defanged"u8);
        HasAddedProperties = ExtensionRules.AddProperties(root);
        Type = Standard.Find(name) ?? CustomRules.TypeOf(root);
        Members(root, Type);
        CommonRules.Check(this, root, name);
        if (Type.Rule is { } rule)
        {
            rule(this, root);
        }
        else if (Type == Standard.Custom || Type == Standard.AddedDomain || Type == Standard.AddedObservable || Type == Standard.AddedRelationship)
        {
            CustomRules.Object(this, root, name);
        }

        (Root, Type, IsDefanged, HasAddedProperties) = (outer, outerType, outerDefanged, outerAdded);
    }

    public void Members(JsonElement of, StixStructure structure)
    {
        ulong seen = 0;
        foreach (var member in of.EnumerateObject())
        {
            var name = Raw.Name(member);
            if (structure.Find(name, out var place) is { } property)
            {
                seen |= 1UL << place;
                Enter(property.Name);
                ValueRules.Check(this, member.Value, property, property.Clause ?? structure.Clause);
                Leave();
            }
            else
            {
                Enter(member);
                CustomRules.Property(this, of, structure, member, name);
                Leave();
            }
        }

        for (var missing = structure.RequiredMask & ~seen; missing != 0; missing &= missing - 1)
        {
            var property = structure.Properties[BitOperations.TrailingZeroCount(missing)];
            // §2.13: what stands in a container has a local name, and needs no identifier.
            if (Container is null || property.Name != "id")
            {
                Error(structure.Clause, new FaultText("“{0}” is required", property.Name), property.Name);
            }
        }

        foreach (var constraint in structure.Constraints)
        {
            ConstraintRules.Check(this, of, structure, constraint);
        }
    }

    public void Enter(string name) => Push(new Step { Name = name });

    public void Enter(JsonProperty member) => Push(new Step { Member = member, IsMember = true });

    public void Enter(int index) => Push(new Step { Index = index });

    public void Leave() => depth--;

    /// <summary>A member is looked up by going through all of them: for as many as somebody may write, not more than a hundred times.</summary>
    public bool MayLookUp() => lookedUp++ < 100;

    public void Error(string clause, FaultText message, string? child = null) => Tell(clause, message, child, Severity.Error);

    public void Warn(string clause, FaultText message, string? child = null) => Tell(clause, message, child, Severity.Warning);

    public void Tell(string clause, FaultText message, string? child, Severity severity)
    {
        HasErrors |= severity == Severity.Error;
        if ((severity == Severity.Warning && !options.Warnings) || told >= options.MostFaults)
        {
            return;
        }

        told++;
        faults.Add(new StixFault(Path(child), message, clause, severity));
    }

    private string Path(string? child)
    {
        var path = new StringBuilder(prefix);
        foreach (ref readonly var step in steps.AsSpan(0, depth))
        {
            path.Append('/');
            _ = step switch
            {
                { IsMember: true } => path.Append(Raw.Escape(step.Member.Name)),
                { Name: { } name } => path.Append(name),
                _ => path.Append(CultureInfo.InvariantCulture, $"{step.Index}"),
            };
        }

        return child is null ? path.ToString() : path.Append('/').Append(Raw.Escape(child)).ToString();
    }

    private void Push(Step step)
    {
        if (depth == steps.Length)
        {
            Array.Resize(ref steps, depth * 2);
        }

        steps[depth++] = step;
    }

    private struct Step
    {
        public string? Name;
        public JsonProperty Member;
        public bool IsMember;
        public int Index;
    }
}
