using Infohub.Platform.Refusals;

namespace Infohub.Community.Keys;

/// <summary>What may be refused about keys.</summary>
internal static class KeyRefusals
{
    public static Refusal AdministratorsOnly { get; } = Refusal.Forbidden("administrators-only", "Only an administrator of the organisation may do this.");

    public static Refusal Scopes { get; } = Refusal.Invalid("scopes", "Choose what the key may do.", "scopes");

    public static Refusal Networks { get; } = Refusal.Invalid("networks", "Give networks as addresses or in CIDR form, for example 192.0.2.0/24.", "networks");

    public static Refusal Expiry { get; } = Refusal.Invalid("expiry", "A key expires in the future, within a year.", "expires");

    public static Refusal CirclesNeeded { get; } = Refusal.Invalid("circles", "Name the circles to which the key is bound.", "circles");

    public static Refusal TooMany { get; } = new(RefusalKind.TooMany, "too-many-keys", "There are too many keys. Revoke one first.");

    public static Refusal NoCertificate { get; } = Refusal.Invalid("no-certificate", "The connection showed no client certificate that is valid now. Ask on the port for machines, with the certificate and the key's secret.", "certificate");

    public static Refusal BySecret { get; } = Refusal.Forbidden("by-secret", "A certificate is bound by the key's secret, not by a certificate alone.");

    public static Refusal NetworksWide { get; } = Refusal.Invalid(
        "networks-wide",
        "This key is bound to a network wider than /8 (IPv4) or /19 (IPv6), which is nearly everywhere. Make one with narrower networks before its ceiling rises above TLP:GREEN.",
        "ceiling");

    public static Refusal Ceiling { get; } = Refusal.Invalid("ceiling", "A key's ceiling is TLP:AMBER+STRICT at most, a partner hub's TLP:AMBER. TLP:RED never leaves by key.", "ceiling");
}
