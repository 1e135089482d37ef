namespace Infohub.Observables;

/// <summary>How a place writes the numbers of its identity cards; data, so that a place is added without touching the search.</summary>
/// <param name="Place">ISO 3166-1 code of the place: <c>HK</c>.</param>
/// <param name="Shape">
/// One or more patterns of equal meaning over <c>A</c> (letter), <c>9</c> (digit) and <c>#</c> (check character); every other character
/// stands for itself.
/// </param>
/// <param name="Holds">Whether the check character fits; it gets letters, digits and check character in upper case, without the rest.</param>
public sealed record IdentityForm(string Place, IReadOnlyList<string> Shape, Func<string, bool> Holds)
{
    /// <summary>The Hong Kong identity card: <c>A123456(3)</c>, <c>AB1234569</c>, with one or two letters before six digits.</summary>
    public static IdentityForm HongKong { get; } =
        new("HK", ["AA999999(#)", "AA999999#", "A999999(#)", "A999999#"], HoldsInHongKong);

    /// <summary>The forms that are looked for where none are named.</summary>
    public static IReadOnlyList<IdentityForm> Known { get; } = [HongKong];

    /// <summary>
    /// Weights 9 to 1 over two letters (A is 10; a missing one counts as a space, 36), six digits and the check character (A is 10):
    /// the sum is a multiple of 11.
    /// </summary>
    private static bool HoldsInHongKong(string number)
    {
        var padded = number.PadLeft(9, ' ');
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += (9 - i) * ValueOf(padded[i]);
        }

        return sum % 11 == 0 && (number[^1] == 'A' || char.IsAsciiDigit(number[^1]));
    }

    private static int ValueOf(char c) => c switch
    {
        ' ' => 36,
        >= 'A' => c - 'A' + 10,
        _ => c - '0',
    };
}
