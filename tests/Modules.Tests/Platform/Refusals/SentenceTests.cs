using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;

namespace Infohub.Modules.Tests.Platform.Refusals;

/// <summary>What is kept to be said is said again as it was, whatever else is kept in its place.</summary>
public sealed class SentenceTests
{
    private static readonly WordBook Book = new([typeof(Infohub.Intelligence.IntelligenceModule).Assembly]);

    [Fact]
    public void What_is_kept_is_said_in_each_language()
    {
        var kept = new Sentence("{0}: {1}", "/objects/3", new Sentence("at {0}: {1}", 7, new Sentence("a constant was expected"))).Kept();
        Assert.Equal("""["{0}: {1}","/objects/3",["at {0}: {1}",7,["a constant was expected"]]]""", kept);
        var read = Sentence.Read(kept);
        Assert.Equal("/objects/3: at 7: a constant was expected", read.ToString());
        Assert.Equal("/objects/3: at 7: a constant was expected", In(Languages.English).Of(read));
        Assert.Equal("/objects/3：位置 7：此處應為常數", In(Languages.Traditional).Of(read));
        Assert.Equal("/objects/3：位置 7：此处应为常量", In(Languages.Simplified).Of(read));
        Assert.Equal("這不是載有物件的 STIX 2.1 套件：沒有清單「objects」", In(Languages.Traditional).Of(Refusal.Invalid("x", "This is no STIX 2.1 bundle with objects: {0}", null, new Sentence("there is no list “objects”"))));
    }

    [Theory]
    [InlineData("“name” is required")]
    [InlineData("[\"cut off at the e")]
    [InlineData("[not here]")]
    [InlineData("[]")]
    [InlineData("[1,2]")]
    [InlineData("[\"one\",{\"a\":[\"b\"]}]")]
    [InlineData("{0} and {9}")]
    [InlineData("")]
    public void Other_words_are_kept_and_shown_as_they_are_and_named_English(string text)
    {
        var read = Sentence.Read(new Sentence(text).Kept());
        Assert.Equal(text, In(Languages.Traditional).Of(read));
        Assert.Equal((Languages.English, null), (In(Languages.Traditional).TongueOf(read), In(Languages.English).TongueOf(read)));
    }

    [Fact]
    public void What_was_kept_as_a_list_by_somebody_else_breaks_no_page()
    {
        foreach (var strange in (string[])["[\"{3}\",1]", "[\"“{0}” is required\"]", "[\"{\",[]]", new string('[', 5000), "[\"{0}\",[\"{0}\",[\"{1}\",\"x\"]]]"])
        {
            Assert.NotNull(In(Languages.Traditional).Of(Sentence.Read(strange)));
            Assert.NotNull(Sentence.Read(strange).ToString());
        }
    }

    [Fact]
    public void Words_from_outside_never_become_a_list_of_the_houses_own_however_they_are_cut()
    {
        var list = """["{0}",["“{0}” is required","x"]]""";
        for (var most = 1; most < list.Length + 40; most++)
        {
            var outside = new Sentence(list + new string(' ', 30) + "junk").Kept(most);
            Assert.True(Sentence.Read(outside).Args.Length == 0, outside);
        }
    }

    [Fact]
    public void Nothing_grows_past_measure()
    {
        Assert.Equal("{0,999999}", Sentence.Read("""["{0,999999}","x"]""").ToString());
        var gaps = string.Concat(Enumerable.Repeat("{0}", 40));
        var nested = Enumerable.Range(0, 6).Aggregate("\"" + new string('x', 40) + "\"", (inner, _) => $"[\"{gaps}\",{inner}]");
        Assert.InRange(Sentence.Read(nested).ToString().Length, 0, 20_000);
        Assert.InRange(In(Languages.Traditional).Of(Sentence.Read(nested)).Length, 0, 20_000);
    }

    [Fact]
    public void Where_there_is_too_little_room_it_is_kept_in_English_as_far_as_it_goes()
    {
        var said = new Sentence("there is no “{0}”", new string('n', 40));
        Assert.Equal(said.ToString(), Sentence.Read(said.Kept(said.ToString().Length)).ToString());
        Assert.Equal(said.ToString()[..20], said.Kept(20));
        Assert.Equal("ab", new Sentence("ab😀").Kept(3));
    }

    [Fact]
    public void Braces_that_came_from_outside_stay_braces() => Assert.Equal("必須有「{0} {5}」", In(Languages.Traditional).Of(Sentence.Read(new Sentence("“{0}” is required", "{0} {5}").Kept())));

    private static Words In(string language) => new(Book) { Language = language };
}
