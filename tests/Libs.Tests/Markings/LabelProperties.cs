using FsCheck;
using FsCheck.Fluent;
using Infohub.Markings;

namespace Infohub.Libs.Tests.Markings;

/// <summary>No text but the words themselves widens anything.</summary>
public sealed class LabelProperties
{
    private static readonly string[] Pieces =
        ["TLP", "PAP", ":", "CLEAR", "WHITE", "GREEN", "AMBER", "+STRICT", "+", "STRICT", "RED", "tlp:", "clear", "ＣＬＥＡＲ", "СLEAR", "cl\u0131ear", "\u200B", "\u202E", "\0", " ", "\n", "0", "1", "-1", "4", ",", "GREEN,", "é", "K", "\uD800"];

    private static Arbitrary<string> Any => Arb.From(Gen.Elements(Pieces).ListOf().Select(string.Concat), text => Enumerable.Range(0, text.Length).Select(at => text.Remove(at, 1)));

    private static Config Config => Config.QuickThrowOnFailure.WithMaxTest(5_000).WithReplay(2026, 1125).WithEndSize(6);

    [Fact]
    public void A_label_is_read_from_its_five_words_and_from_nothing_else() => Prop.ForAll(Any, text =>
        Labels.TryParse(text, out var label) ? string.Equals(label.Canonical(), text, StringComparison.OrdinalIgnoreCase) : label == Tlp.Red).Check(Config);

    [Fact]
    public void A_PAP_mark_is_read_from_its_words_and_from_nothing_else() => Prop.ForAll(Any, text =>
        Labels.TryParsePap(text, out var pap) ? string.Equals(pap.Canonical(), text, StringComparison.OrdinalIgnoreCase) || string.Equals("PAP:WHITE", text, StringComparison.OrdinalIgnoreCase) : pap == Pap.Red).Check(Config);

    [Fact]
    public void From_outside_nothing_is_wider_than_it_says() => Prop.ForAll(Any, text =>
    {
        var label = Labels.FromOutside(text, meansTlp2: false);
        var words = text.ToUpperInvariant();
        return label switch
        {
            Tlp.Clear => words.Trim().EndsWith("CLEAR", StringComparison.Ordinal) || words.Trim().EndsWith("WHITE", StringComparison.Ordinal),
            Tlp.Green => words.Trim().EndsWith("GREEN", StringComparison.Ordinal),
            _ => label is Tlp.AmberStrict or Tlp.Red,
        };
    }).Check(Config);
}
