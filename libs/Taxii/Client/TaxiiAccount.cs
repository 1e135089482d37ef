using System.Text;

namespace Infohub.Taxii.Client;

/// <summary>How a client shows who it is: one header of its requests. Its value is printed nowhere.</summary>
public sealed class TaxiiAccount
{
    private TaxiiAccount(string header, string value) => (Header, Value) = (header, value);

    /// <summary>The name of the header; empty for a server that asks for none.</summary>
    public string Header { get; }

    internal string Value { get; }

    /// <summary>For a server that asks for none.</summary>
    public static TaxiiAccount None { get; } = new("", "");

    /// <summary>HTTP Basic (RFC 7617).</summary>
    /// <param name="user">Without a colon.</param>
    /// <param name="password">As it is.</param>
    public static TaxiiAccount Basic(string user, string password) => new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password)));

    /// <summary>A bearer token (RFC 6750).</summary>
    /// <param name="token">As it is.</param>
    public static TaxiiAccount Bearer(string token) => new("Authorization", "Bearer " + token);

    /// <summary>A header of the server's own, for example <c>X-Api-Key</c>.</summary>
    /// <param name="header">Its name.</param>
    /// <param name="value">Its value.</param>
    public static TaxiiAccount Of(string header, string value) => new(header, value);

    /// <inheritdoc/>
    public override string ToString() => "***";
}
