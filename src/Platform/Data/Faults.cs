namespace Infohub.Platform.Data;

/// <summary>A seam for tests: named places where a machine could break.</summary>
public interface IFaults
{
    /// <summary>Called when the place is passed; a test may throw or stop the process there.</summary>
    void At(string place);
}

/// <summary>Nothing breaks.</summary>
public sealed class NoFaults : IFaults
{
    public void At(string place)
    {
    }
}
