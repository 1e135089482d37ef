using Infohub.Platform.Refusals;

namespace Infohub.Platform.Http;

/// <summary>Numbers in an address. What is larger than the most is read as the most.</summary>
public static class Numbers
{
    /// <summary>Null where the number is left out or large enough.</summary>
    public static Refusal? TooSmall(string field, int? number, int least) =>
        number < least ? Refusal.Invalid("number", "“{0}” is {1} at least.", field, field, least) : null;
}
