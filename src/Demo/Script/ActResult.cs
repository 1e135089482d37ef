using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infohub.Platform.Refusals;

namespace Infohub.Demo.Script;

/// <summary>What became of an act: a line of the results.</summary>
public sealed record ActResult
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonPropertyOrder(-2)]
    public int Line { get; init; }

    [JsonPropertyOrder(-1)]
    public required bool Ok { get; init; }

    public string? Id { get; init; }

    public string? Kind { get; init; }

    public string? Code { get; init; }

    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? TotpSecret { get; init; }

    public string? Secret { get; init; }

    public string? Token { get; init; }

    public static ActResult Done { get; } = new() { Ok = true };

    /// <summary>A name whose object was refused earlier, or that no act has made.</summary>
    public static ActResult UnknownName { get; } = new() { Ok = false, Kind = nameof(RefusalKind.NotFound), Code = "unknown-name" };

    /// <summary>Who is not live does nothing.</summary>
    public static ActResult NotLive { get; } = new() { Ok = false, Kind = nameof(RefusalKind.SignIn), Code = "sign-in" };

    /// <summary>No use case does this yet.</summary>
    public static ActResult NotPerformed { get; } = new() { Ok = false, Kind = nameof(RefusalKind.Invalid), Code = "not-performed" };

    public static ActResult Made(string id) => new() { Ok = true, Id = id };

    public static ActResult Refused(Refusal refusal) => new() { Ok = false, Kind = refusal.Kind.ToString(), Code = refusal.Code };

    public static ActResult From<T>(Outcome<T> outcome) => outcome.Refusal is { } refusal ? Refused(refusal) : Done;

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}
