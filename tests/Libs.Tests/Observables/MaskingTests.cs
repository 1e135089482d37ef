using Infohub.Observables;

namespace Infohub.Libs.Tests.Observables;

public sealed class MaskingTests
{
    [Theory]
    [InlineData(ObservableKind.Url, "https://evil.example/path.php", "hxxps://evil[.]example/path.php")]
    [InlineData(ObservableKind.IPv4, "203.0.113.5", "203[.]0[.]113[.]5")]
    [InlineData(ObservableKind.IPv4Network, "198.51.100.0/24", "198[.]51[.]100[.]0/24")]
    [InlineData(ObservableKind.Email, "user@evil.example", "user[@]evil[.]example")]
    [InlineData(ObservableKind.IPv6, "2001:db8::1", "2001[:]db8::1")]
    [InlineData(ObservableKind.IPv6, "::1", "[:]:1")]
    [InlineData(ObservableKind.IPv6Network, "2001:db8::/32", "2001[:]db8::/32")]
    [InlineData(ObservableKind.Url, "http://[2001:db8::1]:8080/", "hxxp://[2001[:]db8::1]:8080/")]
    [InlineData(ObservableKind.FileName, "invoice.pdf", "invoice.pdf")]
    public void A_true_value_is_masked_for_people(ObservableKind kind, string value, string masked)
    {
        Assert.Equal(masked, Masking.Mask(value, kind));
        Assert.Equal(masked, Masking.Mask(masked, kind));
        Assert.Equal(masked, Masking.MaskText(value));
        Assert.Equal(value, Masking.Unmask(masked));
    }

    [Fact]
    public void Running_text_is_masked_and_nothing_else_in_it_changes()
    {
        const string Live = "惡意網站evil.example。見 HTTP://a.b.example/x.y?z=1, e.g. from u.v@evil.example (::1) at 10:30.";
        const string Masked = "惡意網站evil[.]example。見 HXXP://a[.]b[.]example/x.y?z=1, e.g. from u.v[@]evil[.]example ([:]:1) at 10:30.";
        Assert.Equal(Masked, Masking.MaskText(Live));
        Assert.Equal(Live, Masking.Unmask(Masked));
    }

    [Fact]
    public void The_last_at_sign_is_the_one_before_the_domain() =>
        Assert.Equal("a@b[@]evil[.]example", Masking.Mask("a@b@evil.example", ObservableKind.Email));

    [Fact]
    public void A_host_that_its_author_masked_is_left_as_it_is() =>
        Assert.Equal("hxxps://www.evil[.]example/ hxxp://evil[.]example", Masking.MaskText("https://www.evil[.]example/ hxxp://evil.example"));
}
