using System.Text;
using Infohub.Platform.Http.Outbound;
using Infohub.Platform.Keys;
using Infohub.Taxii.Client;

namespace Infohub.Exchange.Remotes;

/// <summary>Seals the credentials of other servers under the key ring, and makes clients with them: nothing else ever sees them again.</summary>
internal sealed class RemoteDoor(WayOut way, KeyRing keys, TimeProvider clock)
{
    public bool MayAsk(Uri address) => way.MayAsk(address);

    /// <param name="uid">The server's address here: bound into the seal.</param>
    /// <param name="user">The user, or the header's name; empty for a token.</param>
    /// <param name="secret">The password, token or header's value.</param>
    public (byte[] Wrapped, byte[] Sealed) Close(string uid, string user, string secret)
    {
        var (key, wrapped) = keys.NewKey();
        return (wrapped, KeyRing.Seal(key, Encoding.UTF8.GetBytes(user + "\n" + secret), About(uid)));
    }

    public TaxiiClient Open(Remote remote) => new(way, Account(remote), new TaxiiLimits(), clock);

    private TaxiiAccount Account(Remote remote)
    {
        if (remote.Scheme == RemoteScheme.None || remote.WrappedKey is null || remote.Secret is null)
        {
            return TaxiiAccount.None;
        }

        var plain = Encoding.UTF8.GetString(KeyRing.Unseal(keys.Unwrap(remote.WrappedKey), remote.Secret, About(remote.Uid))).Split('\n', 2);
        return remote.Scheme switch
        {
            RemoteScheme.Basic => TaxiiAccount.Basic(plain[0], plain[1]),
            RemoteScheme.Bearer => TaxiiAccount.Bearer(plain[1]),
            _ => TaxiiAccount.Of(plain[0], plain[1]),
        };
    }

    private static byte[] About(string uid) => Encoding.UTF8.GetBytes("remote/" + uid);
}
