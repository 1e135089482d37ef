namespace Infohub.Platform.Ui;

/// <summary>The fields of a page's forms that hold what somebody wrote: where not even the page can be made, they are shown to copy from. Never a secret.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TypedAttribute(params string[] fields) : Attribute
{
    public IReadOnlyList<string> Fields { get; } = fields;
}
