using System.Reflection;

namespace Infohub.Platform.Http;

/// <summary>For the description of the interface: the words that a field or parameter takes.</summary>
/// <param name="owner">The type that has them.</param>
/// <param name="list">Its static field or property that lists them.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OneOfAttribute(Type owner, string list) : Attribute
{
    private const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public IReadOnlyList<string> Words => (IReadOnlyList<string>)(owner.GetField(list, Anywhere)?.GetValue(null) ?? owner.GetProperty(list, Anywhere)!.GetValue(null)!);
}
