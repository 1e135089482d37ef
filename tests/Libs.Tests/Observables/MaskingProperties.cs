using Infohub.Observables;

namespace Infohub.Libs.Tests.Observables;

public sealed class MaskingProperties
{
    [Fact]
    public void Masking_twice_is_masking_once() => Texts.All(Texts.Any, text =>
    {
        var masked = Masking.MaskText(text);
        return Masking.MaskText(masked) == masked;
    });

    [Fact]
    public void Nothing_live_is_left_in_masked_text() => Texts.All(Texts.Any, text => LiveLinks.Find(Masking.MaskText(text)).Count == 0);

    [Fact]
    public void A_text_with_live_values_only_comes_back_from_its_masked_form() => Texts.All(Texts.WithoutBrackets, text =>
        Masking.Unmask(text) != text || Masking.Unmask(Masking.MaskText(text)) == text);

    [Fact]
    public void A_text_without_masked_values_comes_back_from_its_masked_form() => Texts.All(Texts.Any, text =>
        Masking.Unmask(text) != text || Masking.Unmask(Masking.MaskText(text)) == text);

    [Fact]
    public void Masking_changes_no_value() => Texts.All(Texts.Any, text =>
        Values(text).SequenceEqual(Values(Masking.MaskText(text))));

    [Fact]
    public void Findings_lie_in_the_text_in_order_and_apart() => Texts.All(Texts.Any, text =>
    {
        var end = 0;
        foreach (var finding in Extractor.Find(text))
        {
            if (finding.Start < end || finding.Length <= 0 || finding.Start + finding.Length > text.Length)
            {
                return false;
            }

            end = finding.Start + finding.Length;
        }

        return true;
    });

    [Fact]
    public void A_masked_value_is_found_as_the_same_value() => Texts.All(Texts.Any, text => Extractor.Find(text).TrueForAll(finding =>
        NeedsItsSurroundings(finding)
        || (Extractor.Find(Masking.Mask(finding.Value, finding.Kind)) is [var again] && again.Kind == finding.Kind && again.Value == finding.Value)));

    /// <summary>Values that are recognised by what stands around them, and addresses that their short form reads as code or as nothing.</summary>
    private static bool NeedsItsSurroundings(Finding finding) =>
        finding.Kind is ObservableKind.Technique or ObservableKind.Url or ObservableKind.FileName or ObservableKind.RegistryKey
        || finding.Value.StartsWith("::/", StringComparison.Ordinal)
        || (finding.Value.Contains("::", StringComparison.Ordinal) && !finding.Value.Split('/')[0].Any(char.IsAsciiDigit));

    private static IEnumerable<(ObservableKind, string)> Values(string text) => Extractor.Find(text).Select(f => (f.Kind, f.Value));
}
