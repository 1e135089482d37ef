using Infohub.Markings;

namespace Infohub.Libs.Tests.Markings;

public sealed class LabelsTests
{
    [Fact]
    public void Labels_are_ordered_from_the_widest_to_the_strictest()
    {
        Assert.Equal([Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red], Labels.All);
        Assert.Equal(Labels.All, Labels.All.Order());
    }

    [Fact]
    public void Labels_marks_and_amounts_are_the_numbers_that_databases_and_their_queries_hold()
    {
        Assert.Equal([0, 1, 2, 3, 4], Labels.All.Select(label => (int)label));
        Assert.Equal([0, 1, 2, 3], new[] { Pap.Clear, Pap.Green, Pap.Amber, Pap.Red }.Select(pap => (int)pap));
        Disclosure[] amounts = [Disclosure.Nothing, Disclosure.Tombstone, Disclosure.Notice, Disclosure.Summary, Disclosure.Full];
        Assert.Equal([0, 1, 2, 3, 4], amounts.Select(amount => (int)amount));
    }

    [Theory]
    [InlineData(Tlp.Clear, "TLP:CLEAR")]
    [InlineData(Tlp.Green, "TLP:GREEN")]
    [InlineData(Tlp.Amber, "TLP:AMBER")]
    [InlineData(Tlp.AmberStrict, "TLP:AMBER+STRICT")]
    [InlineData(Tlp.Red, "TLP:RED")]
    public void A_label_is_written_and_read_in_its_canonical_form(Tlp label, string written)
    {
        Assert.Equal(written, label.Canonical());
        Assert.True(Labels.TryParse(written, out var read));
        Assert.Equal(label, read);
        Assert.True(Labels.TryParse(written.ToLowerInvariant(), out read));
        Assert.Equal(label, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TLP:WHITE")]
    [InlineData("AMBER")]
    [InlineData("TLP: AMBER")]
    [InlineData("TLP:AMBER STRICT")]
    [InlineData("tlp:orange")]
    public void What_is_no_canonical_form_is_not_read_and_leaves_the_strictest(string? written)
    {
        Assert.False(Labels.TryParse(written, out var label));
        Assert.Equal(Tlp.Red, label);
    }

    [Fact]
    public void Of_two_labels_the_stricter_holds_whatever_their_order()
    {
        foreach (var one in Labels.All)
        {
            foreach (var other in Labels.All)
            {
                var stricter = Labels.Stricter(one, other);
                Assert.Equal(stricter, Labels.Stricter(other, one));
                Assert.True(stricter >= one && stricter >= other && (stricter == one || stricter == other));
            }
        }
    }

    [Theory]
    [InlineData("TLP:WHITE", Tlp.Clear)]
    [InlineData("white", Tlp.Clear)]
    [InlineData(" tlp: clear ", Tlp.Clear)]
    [InlineData("Green", Tlp.Green)]
    [InlineData("TLP:AMBER", Tlp.AmberStrict)]
    [InlineData("TLP:AMBER+STRICT", Tlp.AmberStrict)]
    [InlineData("TLP:RED", Tlp.Red)]
    [InlineData(null, Tlp.AmberStrict)]
    [InlineData("", Tlp.AmberStrict)]
    [InlineData("internal use only", Tlp.AmberStrict)]
    public void A_label_from_outside_only_tightens(string? written, Tlp label) => Assert.Equal(label, Labels.FromOutside(written, meansTlp2: false));

    [Fact]
    public void Amber_from_outside_stays_amber_where_the_sender_means_TLP_2() =>
        Assert.Equal(Tlp.Amber, Labels.FromOutside("tlp:amber", meansTlp2: true));

    [Theory]
    [InlineData("PAP:CLEAR", true, Pap.Clear)]
    [InlineData("pap:white", true, Pap.Clear)]
    [InlineData("PAP:GREEN", true, Pap.Green)]
    [InlineData("PAP:AMBER", true, Pap.Amber)]
    [InlineData("PAP:RED", true, Pap.Red)]
    [InlineData("PAP", false, Pap.Red)]
    [InlineData(null, false, Pap.Red)]
    public void A_PAP_mark_is_read_and_unknown_words_leave_the_strictest(string? written, bool found, Pap pap)
    {
        Assert.Equal(found, Labels.TryParsePap(written, out var read));
        Assert.Equal(pap, read);
    }

    [Fact]
    public void A_PAP_mark_is_read_from_its_canonical_form()
    {
        foreach (var pap in Enum.GetValues<Pap>())
        {
            Assert.True(Labels.TryParsePap(pap.Canonical(), out var read));
            Assert.Equal(pap, read);
        }
    }

    [Fact]
    public void A_value_that_is_no_label_has_no_canonical_form()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Tlp)9).Canonical());
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Pap)9).Canonical());
    }
}
