using System.Text;
using Infohub.Community.SignIn;

namespace Infohub.Modules.Tests.Community.SignIn;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, 94287082)]
    [InlineData(1111111109, 7081804)]
    [InlineData(1111111111, 14050471)]
    [InlineData(1234567890, 89005924)]
    [InlineData(2000000000, 69279037)]
    [InlineData(20000000000, 65353130)]
    public void Codes_are_those_of_the_standard(long seconds, int code) =>
        Assert.Equal(code, Totp.Number(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), 100_000_000));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_one_step_off(int steps, bool accepted) =>
        Assert.Equal(accepted, Totp.Match(Secret, Totp.Code(Secret, 1000 + steps), 1000) == 1000 + steps);

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("００００００")]
    [InlineData("abcdef")]
    public void What_is_no_code_matches_nothing(string code) => Assert.Null(Totp.Match(Secret, code, 1000));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_in_base_32(string plain, string written) => Assert.Equal(written, Totp.Base32(Encoding.ASCII.GetBytes(plain)));
}
