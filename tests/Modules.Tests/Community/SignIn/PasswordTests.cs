using Infohub.Community.SignIn;
using Infohub.Platform.Ids;

namespace Infohub.Modules.Tests.Community.SignIn;

public sealed class PasswordTests
{
    private static readonly Passwords Passwords = new(new RandomIds(), new SignInOptions { PasswordIterations = 1000 });

    [Theory]
    [InlineData("", "password-short")]
    [InlineData("elevenchars", "password-short")]
    [InlineData("password1234", "password-common")]
    [InlineData("Qwertyuiop2026!", "password-common")]
    [InlineData("aaaaaaaaaaaaaa", "password-common")]
    [InlineData("dragondragondragon", "password-common")]
    [InlineData("123456789012", "password-common")]
    [InlineData("my harbourside secret", "password-names")]
    [InlineData("MEILING is my name", "password-names")]
    [InlineData("seven quiet ferries", null)]
    [InlineData("七艘安靜的渡輪駛過維多利亞港", null)]
    public void What_others_would_try_first_is_refused(string password, string? code) =>
        Assert.Equal(code, Passwords.Weakness(password, "Harbourside Bank", "meiling.cheung@harbourside.example", "Mei-ling Cheung")?.Code);

    [Fact]
    public async Task A_password_is_kept_as_a_salted_hash_and_known_again()
    {
        var (one, two) = (await Passwords.HashAsync("seven quiet ferries", default), await Passwords.HashAsync("seven quiet ferries", default));
        Assert.NotEqual(one, two);
        Assert.StartsWith("pbkdf2$1000$", one);
        Assert.True(await Passwords.VerifyAsync("seven quiet ferries", one, default));
        Assert.False(await Passwords.VerifyAsync("seven quiet ferrieS", one, default));
        Assert.False(await Passwords.VerifyAsync("", one, default));
    }

    [Fact]
    public async Task Where_there_is_no_password_none_fits() => Assert.False(await Passwords.VerifyAsync("anything at all", "", default));

    [Fact]
    public async Task Two_ways_to_type_one_letter_are_one_password() =>
        Assert.True(await Passwords.VerifyAsync("cafe\u0301 at the pier", await Passwords.HashAsync("caf\u00e9 at the pier", default), default));
}
