using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;

namespace Infohub.Modules.Tests;

/// <summary>Named organisations, persons and circles put straight into the tables, for tests of what is built on them.</summary>
public static class People
{
    public static async Task<long> OrganisationAsync(this TestHub hub, string name, int standing = Standing.Member)
    {
        await hub.Database.WriteAsync(
            tx => tx.RunAsync(
                "insert into organisation(uid, name, standing, state, joined_at, created_at) values (@uid, @name, @standing, 1, @now, @now)",
                default,
                ("uid", Uid(name)),
                ("name", name),
                ("standing", standing),
                ("now", tx.Now)),
            default);
        return await hub.NumberAsync($"select id from organisation where uid = '{Uid(name)}'");
    }

    public static async Task<long> PersonAsync(this TestHub hub, string name, long org, Roles roles = Roles.None)
    {
        await hub.Database.WriteAsync(
            tx => tx.RunAsync(
                "insert into person(uid, org_id, name, email, state, roles, joined_at, created_at) values (@uid, @org, @name, @email, 1, @roles, @now, @now)",
                default,
                ("uid", Uid(name)),
                ("org", org),
                ("name", name),
                ("email", name.ToLowerInvariant() + "@hub.example"),
                ("roles", roles),
                ("now", tx.Now)),
            default);
        return await hub.NumberAsync($"select id from person where uid = '{Uid(name)}'");
    }

    public static async Task<long> CircleAsync(this TestHub hub, string name, params long[] orgs)
    {
        await hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync(
                    """
                    insert into circle(uid, name, joining, listed, takes_outside, members_shown, history, all_from, created_at)
                    values (@uid, @name, 0, 1, 0, 1, 0, 0, @now)
                    """,
                    default,
                    ("uid", Uid(name)),
                    ("name", name),
                    ("now", tx.Now));
                foreach (var org in orgs)
                {
                    await tx.RunAsync(
                        "insert into circle_member(circle_id, org_id, person_id, since, reads_from) select id, @org, 0, @now, 0 from circle where uid = @uid",
                        default,
                        ("org", org),
                        ("now", tx.Now),
                        ("uid", Uid(name)));
                }
            },
            default);
        return await hub.NumberAsync($"select id from circle where uid = '{Uid(name)}'");
    }

    /// <summary>Three officers of an organisation of their own, who keep seals under <see cref="Passphrase"/>.</summary>
    public static async Task<Viewer[]> KeepersAsync(this TestHub hub)
    {
        var office = await hub.OrganisationAsync("Office");
        var keepers = new List<Viewer>();
        foreach (var name in (string[])["Kim", "Lau", "Mok"])
        {
            var keeper = await hub.ViewerAsync(await hub.PersonAsync(name, office, Roles.Officer));
            Assert.Null((await hub.Get<MakeSealKey>().RunAsync(keeper, Passphrase(keeper), Passphrase(keeper), default)).Refusal);
            keepers.Add(keeper);
        }

        return [.. keepers];
    }

    public static string Passphrase(Viewer keeper) => "seven old ferries of " + keeper.PersonId;

    public static async Task<Viewer> ViewerAsync(this TestHub hub, long person) =>
        await hub.Get<ViewerSource>().ForScriptAsync(person, default) ?? hub.Get<ViewerSource>().Anonymous();

    public static async Task<long> NumberAsync(this TestHub hub, string sql) =>
        await hub.Database.ReadAsync(s => s.NumberAsync(sql, default), default) ?? -1;

    public static string Uid(string name) => name.ToUpperInvariant();
}
