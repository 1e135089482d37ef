using FsCheck;
using FsCheck.Fluent;
using Infohub.Community.Circles;
using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Modules.Tests.Community.Governance;

/// <summary>Names of organisations, persons and circles show all that is in them, or are refused.</summary>
public sealed class HostileNameTests
{
    private static readonly string[] Pieces =
        ["Bank", " ", "銀行", "\u202E", "\u2066", "\u200B", "\u200D", "\u00AD", "\uFEFF", "\u3164", "\u115F", "\u2028", "\U000E0041", "\uD83D", "\uDE00", "\0", "\n", "\t", "а", "р", "о", "é", "e\u0301", "😀", "👩‍💻", "<b>", "&", "'", "Ω", "x"];

    private static readonly string[] Refused = ["Ba\u202Enk", "Ba\u200Bnk", "\u3164", "B\u0430nk", "Bank\0", "Ba\nnk", "Bank\uD83D", "\u2067Bank", "", new('x', 121)];

    [Fact]
    public void A_name_that_is_taken_is_one_line_without_anything_hidden() => Prop.ForAll(
        Arb.From(Gen.Elements(Pieces).ListOf().Select(string.Concat)),
        text => Plain.Line(text) is not { } name || (name.Length is > 0 and <= Plain.NameLength && name == name.Trim() && name.IsNormalized() && Invisible.OneLine(name) == name
            && !name.Any(char.IsControl) && Plain.Line(name) == name)).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithReplay(2026, 1125));

    [Theory]
    [InlineData("Harbour Bank")]
    [InlineData("海港銀行 Harbour Bank")]
    [InlineData("Банк Harbour")]
    [InlineData("Müller-Lüdenscheidt & Söhne")]
    [InlineData("O’Neill 👩‍💻")]
    public void Names_of_the_world_are_taken(string name) => Assert.Equal(name, Plain.Line(name));

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Organisations_persons_and_circles_refuse_a_name_that_hides_something_and_keep_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var bank = await hub.OrganisationAsync("Harbour");
        var admin = await hub.ViewerAsync(await hub.PersonAsync("Mei", bank, Roles.Administrator));
        var system = hub.Get<ViewerSource>().ForSystem();
        foreach (var name in Refused)
        {
            Assert.Equal("name", (await hub.Get<AddOrganisation>().RunAsync(system, new NewOrganisation(name), default)).Refusal?.Field);
            Assert.Equal("name", (await hub.Get<InvitePerson>().RunAsync(admin, new NewPerson("HARBOUR", name, "new@hub.example"), default)).Refusal?.Field);
            Assert.Equal("name", (await hub.Get<FoundCircle>().RunAsync(admin, new CircleManners(name), asOrganisation: true, default)).Refusal?.Field);
            if (name.Length > 0)
            {
                Assert.Equal("nameZh", (await hub.Get<AddOrganisation>().RunAsync(system, new NewOrganisation("Bank", name), default)).Refusal?.Field);
            }
        }

        Assert.Equal(2, await hub.NumberAsync("select (select count(*) from organisation) + (select count(*) from person) + (select count(*) from circle)"));
    }
}
