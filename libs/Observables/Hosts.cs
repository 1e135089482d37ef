namespace Infohub.Observables;

/// <summary>The hosts that links and e-mail addresses name.</summary>
public static class Hosts
{
    /// <summary>The host of a URL or of an e-mail address as a value of its own, a domain or an address in canonical form; null where there is none.</summary>
    /// <param name="kind">The kind of the value.</param>
    /// <param name="value">The value in canonical form.</param>
    /// <returns>With no place in a text: its start is 0.</returns>
    public static Finding? Of(ObservableKind kind, string value)
    {
        var host = kind switch
        {
            ObservableKind.Url when Uri.TryCreate(value, UriKind.Absolute, out var uri) => uri.IdnHost.Trim('[', ']'),
            ObservableKind.Email => value[(value.LastIndexOf('@') + 1)..],
            _ => "",
        };
        return host.Length > 0 && Extractor.Find(host, new ExtractOptions { MaxFindings = 1 }) is [{ Start: 0 } found] && found.Length == host.Length ? found : null;
    }
}
