using System.Text;
using Infohub.Observables;

namespace Infohub.Detection;

/// <summary>
/// A list for Suricata's <c>dataset</c> keyword, and of hashes for <c>filemd5</c>, <c>filesha1</c> and <c>filesha256</c> too: for many values of one kind, where rules would be slow. Names and links in
/// Base64, as datasets of strings have them; hashes and addresses as they are. Comments are not allowed in it: label and expiry go beside it.
/// </summary>
public static class SuricataDataset
{
    /// <summary>The dataset's type, for <c>dataset:isset,name,type …</c>; null for a kind that none takes.</summary>
    public static string? TypeOf(ObservableKind kind) => kind switch
    {
        ObservableKind.Domain or ObservableKind.Url or ObservableKind.Email or ObservableKind.FileName => "string",
        ObservableKind.Md5 => "md5",
        ObservableKind.Sha256 => "sha256",
        ObservableKind.IPv4 => "ipv4",
        ObservableKind.IPv6 => "ip",
        _ => null,
    };

    /// <param name="to">Where it goes.</param>
    /// <param name="indicators">Those of another kind are left out.</param>
    /// <param name="kind">The kind that the list is of.</param>
    /// <returns>How many values were written.</returns>
    public static int Write(TextWriter to, IEnumerable<Indicator> indicators, ObservableKind kind)
    {
        var count = 0;
        foreach (var indicator in indicators.Where(i => i.Kind == kind))
        {
            to.Write(TypeOf(kind) == "string" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(indicator.Value)) : indicator.Value);
            to.Write('\n');
            count++;
        }

        return count;
    }
}
