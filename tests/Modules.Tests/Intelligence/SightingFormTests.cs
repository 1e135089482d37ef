using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Intelligence.Scoring;
using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>A form that was refused comes again as it was sent: neither a name nor other readers come in by it.</summary>
public sealed class SightingFormTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Where_it_cannot_be_sealed_any_more_the_form_holds_that_it_was_to_be_without_a_name(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var keepers = await hub.KeepersAsync();
        var item = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var own = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community", p => p with { Attribution = "anonymous" });
        async Task<Unnamed> OfAsync(Viewer who, params string[] items)
        {
            var cards = new List<Card>();
            foreach (var uid in items)
            {
                cards.Add((await hub.Get<Holdings>().OpenAsync(who, Channel.Page, uid, null, default)).Value.Card);
            }

            return await hub.Get<AskUnnamed>().RunAsync(who, cards, cards.Count == 1, default);
        }

        Assert.Equal((UnnamedWay.Offered, UnnamedWay.AsAuthor, UnnamedWay.NoItem), ((await OfAsync(cast.Ka, item)).Way, (await OfAsync(cast.Mei, own)).Way, (await OfAsync(cast.Ka)).Way));
        Assert.Null((await hub.Get<GiveUpSealKey>().RunAsync(keepers[0], default)).Refusal);
        Assert.Equal("seal-keepers", (await cast.SayAsync(cast.Ka, new SightingInput(SightingCast.Address, "seen") { Anonymous = true, Item = item })).Refusal!.Code);
        var unsealed = await OfAsync(cast.Ka, item);
        Assert.Equal((UnnamedWay.NoKeepers, false, true), (unsealed.Way, unsealed.IsHeld, (unsealed with { Ticked = true }).IsHeld));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_form_comes_again_under_the_item_that_was_chosen_or_under_none(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var listed = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var other = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT", p => p with { Title = "Others", Body = "Nothing yet." });
        var red = await cast.ShareAsync(cast.Mei, "TLP:RED", "person:KA");
        async Task<SightingsView> AgainAsync(Viewer who, string? under) =>
            (await hub.Get<ValueBoards>().OfAsync(who, TypedValue.Read(SightingCast.Address)!.Value, under, default)).Sightings with { Typed = new SightingForm { Item = under } };

        foreach (var (who, under) in new[] { (cast.Ka, listed), (cast.Ka, null) })
        {
            var view = await AgainAsync(who, under);
            Assert.Equal((null, false, listed), (view.Chosen, view.IsUnchosen, Assert.Single(view.Offered).Uid));
        }

        var kept = await AgainAsync(cast.Ka, other);
        Assert.Equal((other, "Others", false, true), (Assert.Single(kept.Offered).Uid, kept.Offered[0].Title, kept.IsUnchosen, kept.Unnamed.OneItem || kept.Unnamed.Way == UnnamedWay.NoKeepers));
        Assert.Equal(listed, Assert.Single(kept.Items).Uid);
        var notice = await AgainAsync(cast.Ka, red);
        Assert.Equal((red, "", Tlp.Red, false), (Assert.Single(notice.Offered).Uid, notice.Offered[0].Title, notice.Offered[0].Label, notice.IsUnchosen));
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from reading where person_id = {cast.Ka.PersonId} and item_seq = (select seq from item where uid = '{other}')"));

        // R7: what may not be read is as what does not exist.
        foreach (var under in new[] { other, red, "00000-00000", "" })
        {
            var view = await AgainAsync(cast.Wong, under);
            Assert.Equal((null, true, listed), (view.Chosen, view.IsUnchosen, Assert.Single(view.Offered).Uid));
        }
    }
}
