using System.Security.Cryptography;
using Infohub.Platform.Keys;

namespace Infohub.Modules.Tests.Platform;

public sealed class SecretSharesTests
{
    [Fact]
    public void Any_two_of_three_shares_give_the_secret_back_in_either_order()
    {
        for (var length = 1; length <= 64; length++)
        {
            var secret = RandomNumberGenerator.GetBytes(length);
            var shares = SecretShares.Split(secret, 3);
            foreach (var (a, b) in ((int, int)[])[(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)])
            {
                Assert.Equal(secret, SecretShares.Join(shares[a], shares[b]));
            }
        }
    }

    [Fact]
    public void One_share_fits_every_secret()
    {
        // For each byte of a secret and each byte of one share there is a line through both: the share says nothing.
        for (var number = 1; number <= 3; number++)
        {
            for (var secret = 0; secret < 256; secret++)
            {
                var reached = Enumerable.Range(0, 256).Select(slope => secret ^ SecretShares.Times((byte)slope, (byte)number)).Distinct().Count();
                Assert.Equal(256, reached);
            }
        }
    }

    [Fact]
    public void The_field_has_an_inverse_for_each_but_zero_and_multiplies_as_its_polynomial_says()
    {
        Assert.All(Enumerable.Range(1, 255), a => Assert.Equal(1, SecretShares.Times((byte)a, SecretShares.Inverse((byte)a))));
        // FIPS 197 §4.2: {57} • {83} = {c1}, {57} • {13} = {fe}.
        Assert.Equal((0xc1, 0xfe), (SecretShares.Times(0x57, 0x83), SecretShares.Times(0x57, 0x13)));
    }

    [Fact]
    public void Shares_of_two_splits_or_one_share_twice_do_not_give_a_secret()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var (one, other) = (SecretShares.Split(secret, 3), SecretShares.Split(secret, 3));
        Assert.NotEqual(secret, SecretShares.Join(one[0], other[1]));
        Assert.Throws<CryptographicException>(() => SecretShares.Join(one[0], one[0]));
        Assert.Throws<CryptographicException>(() => SecretShares.Join(one[0], one[1].AsSpan(0, 5)));
    }

    [Fact]
    public void A_box_opens_with_the_receivers_key_at_its_place_and_with_no_other()
    {
        using var receiver = KeyBox.NewKey();
        using var stranger = KeyBox.NewKey();
        var box = KeyBox.Close(KeyBox.PublicKey(receiver), "a share"u8, "here");
        Assert.Equal("a share"u8, KeyBox.Open(receiver, box, "here"));
        Assert.Throws<AuthenticationTagMismatchException>(() => KeyBox.Open(stranger, box, "here"));
        Assert.Throws<AuthenticationTagMismatchException>(() => KeyBox.Open(receiver, box, "there"));
        Assert.NotEqual(box, KeyBox.Close(KeyBox.PublicKey(receiver), "a share"u8, "here"));
    }
}
