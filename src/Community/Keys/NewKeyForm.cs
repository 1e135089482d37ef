using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Keys;

/// <summary>The form of a new key.</summary>
internal sealed class NewKeyForm
{
    private static readonly char[] Between = [' ', ',', '\n', '\r', '\t'];

    public string? KeyName { get; set; }

    public int[]? Scopes { get; set; }

    public string? Networks { get; set; }

    public int Days { get; set; } = 365;

    public string? Circles { get; set; }

    public bool CirclesOnly { get; set; }

    internal Refusal? Refusal { get; set; }

    /// <summary>Whether a scope is ticked; a new form offers reading.</summary>
    internal bool Has(int scope) => Refusal is null ? scope == (int)Public.Scopes.Read : Scopes?.Contains(scope) == true;

    /// <summary>The use case calls the field <c>name</c>; a page may have others of that name.</summary>
    internal Refusal? NameRefusal => Refusal?.Field == "name" ? Refusal with { Field = "keyName" } : null;

    public NewKey ToKey(bool ofOrganisation, long now) => new(
        KeyName ?? "",
        ofOrganisation,
        (Public.Scopes)(Scopes ?? []).Aggregate(0, (all, scope) => all | scope),
        Split(Networks),
        now + (Math.Clamp(Days, 1, 365) * Micros.Day),
        [.. Split(Circles).Select(c => c.ToUpperInvariant())],
        CirclesOnly);

    private static string[] Split(string? text) => (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);
}
