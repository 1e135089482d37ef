namespace Infohub.Community.Public;

/// <summary>The viewer of this request; set once by the sign-in middleware.</summary>
public sealed class CurrentViewer
{
    private Viewer? viewer;

    public Viewer Viewer => viewer ?? throw new InvalidOperationException("The request has no viewer yet.");

    public bool IsSet => viewer is not null;

    internal void Set(Viewer value) => viewer = value;
}
