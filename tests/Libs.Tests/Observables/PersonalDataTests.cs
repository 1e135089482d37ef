using Infohub.Observables;

namespace Infohub.Libs.Tests.Observables;

public sealed class PersonalDataTests
{
    private static string Found(string text) => string.Join(' ', PersonalData.Find(text).Select(f => $"{f.Kind}@{f.Line}:{text.Substring(f.Start, f.Length)}"));

    [Theory]
    [InlineData("身份證A123456(3)。", "IdentityNumber@1:A123456(3)")]
    [InlineData("HKID a1234563,", "IdentityNumber@1:a1234563")]
    [InlineData("\nAB987654（3）", "IdentityNumber@2:AB987654（3）")]
    [InlineData("A123456(4) XA1234563 A12345634", "")]
    public void A_Hong_Kong_identity_number_is_found_only_with_its_check_character(string text, string expected) =>
        Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("card 4111 1111 1111 1111.", "PaymentCard@1:4111 1111 1111 1111")]
    [InlineData("5555555555554444 and 378282246310005", "PaymentCard@1:5555555555554444 PaymentCard@1:378282246310005")]
    [InlineData("4111-1111-1111-1112 1234567890123452 0000000000000000", "")]
    public void A_payment_card_needs_prefix_length_and_check_digit(string text, string expected) => Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb", "PrivateKey", 2)]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "PrivateKey", 1)]
    public void A_private_key_is_found_whole_or_cut(string text, string kind, int line)
    {
        var finding = Assert.Single(PersonalData.Find(text));
        Assert.Equal((kind, line), (finding.Kind.ToString(), finding.Line));
    }

    [Theory]
    [InlineData("https://user:hunter2@evil.example/", "PasswordInLink@1:hunter2")]
    [InlineData("hxxps://evil[.]example/?a=1&Password=hunter2#x", "PasswordInLink@1:hunter2")]
    [InlineData("https://evil.example/#access_token=abc", "PasswordInLink@1:abc")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY----- https://user@evil.example/?next=password", "")]
    public void A_password_in_a_link_is_pointed_out(string text, string expected) => Assert.Equal(expected, Found(text));

    [Fact]
    public void Another_place_is_added_as_data()
    {
        var form = new IdentityForm("XX", ["99-#"], number => number[2] == '7');
        Assert.Equal(3, Assert.Single(PersonalData.Find("no 12-7 nor 12-8", [form])).Start);
    }
}
