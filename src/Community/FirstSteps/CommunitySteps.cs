using Infohub.Community.Circles;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Community.Settings;
using Infohub.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Community.FirstSteps;

/// <summary>The steps that this module knows of, each with the question whether it was taken.</summary>
internal static class CommunitySteps
{
    public static IReadOnlyList<FirstStep> All { get; } =
    [
        Settled("/officers/settings", "Name the community, choose its languages", "People see on every page whose place this is.", 10, s => s.Names.Count > 0),
        Settled("/officers/settings", "Put down the terms", "Everybody accepts them before reading; they are what members promise each other.", 20, s => s.TermsVersion.Length > 0),
        Counted(
            "/organisation", "Have a second officer come in", "What matters is asked by one officer and granted by another: one alone can do neither.", 30, 2,
            "select count(*) from person p join organisation o on o.id = p.org_id where p.state = 1 and o.state = 1 and (p.roles & 2) <> 0"),
        new FirstStep(
            "/officers/seals", "Have three officers keep seals", "Only then can members share without their name: it is sealed to the three, and two of them open it together.", 40,
            async (services, _, stop) => (await services.GetRequiredService<Database>().ReadAsync(sql => SealKeepers.CurrentAsync(sql, stop), stop)).Count >= SealKeepers.Number),
        Counted(
            "/officers", "Add the first organisations", "People come in as representatives of an organisation that you admitted.", 50, 2,
            "select count(*) from organisation where state = 1 and standing = 0"),
        Counted(
            "/organisations", "Invite people, and see the first come in", "An invitation is a link that you hand over by a safe way; a community begins with the second organisation that reads.", 60, 1,
            "select count(*) from person p join organisation o on o.id = p.org_id where p.state = 1 and o.state = 1 and o.standing = 0 and o.id not in (select f.org_id from person f where (f.roles & 2) <> 0)"),
        // R7: an unlisted circle of others is none for the officer who asks.
        Counted(
            "/circles/new", "Found the first circle", "Sectors are there from the start; a circle is for those who trust each other with more.", 70, 1,
            $"select count(*) from circle c where c.sector = '' and c.closed_at = 0 and {CircleSql.Visible}"),
    ];

    private static FirstStep Settled(string href, string english, string why, int order, Func<CommunitySettings, bool> isSo) =>
        new(href, english, why, order, async (services, _, stop) => isSo(await services.GetRequiredService<CurrentSettings>().GetAsync(stop)));

    private static FirstStep Counted(string href, string english, string why, int order, int least, string count) =>
        new(href, english, why, order, async (services, viewer, stop) =>
            await services.GetRequiredService<Database>().ReadAsync(sql => sql.NumberAsync(count, stop, CircleSql.Values(viewer)), stop) >= least);
}
