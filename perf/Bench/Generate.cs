using System.Diagnostics;
using Infohub.Community;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Intelligence;
using Infohub.Library;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Library.Search;
using Infohub.Library.Terms;
using Infohub.Markings;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Keys;
using Infohub.Platform.Modules;
using Infohub.Sharing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Bench;

/// <summary>Fills an empty database: straight into the tables, in the forms that the house writes.</summary>
internal static class Generate
{
    private const int Batch = 5000;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var places = options.Places;
        Directory.CreateDirectory(places.DataDirectory);
        // An index over a million rows takes longer than a question may.
        var store = places.Store.Engine == Engine.Postgres ? places.Store with { Target = places.Store.Target + ";Command Timeout=0" } : places.Store;
        await using var provider = Services(places with { Store = store }, out var modules);
        var database = provider.GetRequiredService<Database>();
        var keys = provider.GetRequiredService<KeyRing>();
        await Migrations.ApplyAsync(database, modules.Select(m => m.Assembly), CancellationToken.None);
        var members = World.Members();
        await database.WriteAsync(tx => CommunityAsync(tx, members), CancellationToken.None);
        var samples = await ItemsAsync(database, keys, members, options.Items);
        await database.WriteAsync(LanesAsync, CancellationToken.None);
        await database.WriteAsync(
            async tx =>
            {
                foreach (var statement in tx.Engine == Engine.Postgres ? (string[])["create index if not exists item_search_tokens on item_search using gin(tokens)", "analyze"] : ["analyze"])
                {
                    await tx.RunAsync(statement, CancellationToken.None);
                }
            },
            CancellationToken.None);
        await samples.WriteAsync(places.DataDirectory);
        return 0;
    }

    /// <summary>The modules over a database with the people and circles of the world and no items, made where it is not there.</summary>
    public static async Task<ServiceProvider> CommunityAloneAsync(HubPlaces places)
    {
        Directory.CreateDirectory(places.DataDirectory);
        var provider = Services(places, out var modules);
        var database = provider.GetRequiredService<Database>();
        await Migrations.ApplyAsync(database, modules.Select(m => m.Assembly), CancellationToken.None);
        if (await database.ReadAsync(sql => sql.NumberAsync("select count(*) from organisation", default), default) == 0)
        {
            await database.WriteAsync(tx => CommunityAsync(tx, World.Members()), CancellationToken.None);
        }

        return provider;
    }

    /// <summary>The modules without a host.</summary>
    public static ServiceProvider Services(HubPlaces places, out Module[] modules)
    {
        modules = [new PlatformModule(places), new CommunityModule(), new LibraryModule(), new IntelligenceModule(), new SharingModule()];
        var services = new ServiceCollection();
        var settings = new ConfigurationBuilder().Build();
        services.AddLogging().AddSingleton<IConfiguration>(settings);
        services.AddDataProtection();
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(services, settings);
        }

        return services.BuildServiceProvider();
    }

    /// <summary>As the item writer keeps them, all at once.</summary>
    private static async Task LanesAsync(Tx tx)
    {
        foreach (var rows in (string[])
        [
            "select p.kind, p.ref, p.ref_org, i.seq, i.shared_at from item i join audience_part p on p.audience_id = i.audience_id where i.state = 1 and p.kind >= 2",
            "select 7, i.org_id, 0, i.seq, i.shared_at from item i where i.state = 1 and i.org_id <> 0",
            "select 8, 1, 0, i.seq, i.shared_at from item i where i.state = 1 and i.kind = 1 and i.label < 4",
        ])
        {
            await tx.RunAsync($"insert into item_lane(kind, ref, ref_org, item_seq, shared_at) {rows} on conflict do nothing", CancellationToken.None);
        }
    }

    public static string UidOfPerson(int person) => Uid(2_000_000 + person);

    public static string Secret(int person) => "ihk_bench" + person.ToString("x10", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task CommunityAsync(Tx tx, long[][] members)
    {
        for (long o = 1; o <= World.Organisations; o++)
        {
            var hub = o > World.Organisations - World.PartnerHubs;
            await tx.RunAsync(
                "insert into organisation(id, uid, name, standing, state, joined_at, created_at) values (@id, @uid, @name, @standing, 1, 1, 1)",
                default, ("id", o), ("uid", Uid(1_000_000 + o)), ("name", "Organisation " + o), ("standing", hub ? Standing.PartnerHub : Standing.Member));
            var first = ((o - 1) * World.PersonsEach) + 1;
            var sixth = (World.Organisations - World.PartnerHubs) * World.PersonsEach + o;
            foreach (var person in hub ? [] : Enumerable.Range(0, World.PersonsEach).Select(p => first + p).Concat(o <= World.SixthPersons ? [sixth] : []))
            {
                await tx.RunAsync(
                    "insert into person(id, uid, org_id, name, email, state, roles, joined_at, created_at) values (@id, @uid, @org, @name, @email, 1, 0, 1, 1)",
                    default, ("id", person), ("uid", Uid(2_000_000 + person)), ("org", o), ("name", "Person " + person), ("email", $"p{person}@hub.example"));
            }

            foreach (var person in hub ? [first] : Enumerable.Range(0, World.PersonsEach).Select(p => first + p))
            {
                await tx.RunAsync(
                    """
                    insert into api_key(uid, name, hash, hint, org_id, person_id, made_by, scopes, ceiling, created_at, expires_at)
                    values (@uid, 'bench', @hash, 'ihk_benc', @org, @person, 1, @scopes, @ceiling, 1, @never)
                    """,
                    default, ("uid", Uid(3_000_000 + person)), ("hash", ViewerSource.HashSecret(Secret((int)person))), ("org", o), ("person", hub ? 0 : person),
                    ("scopes", Scopes.Read | Scopes.Write), ("ceiling", Tlp.AmberStrict), ("never", Micros.Never));
            }
        }

        for (var c = 0; c < members.Length; c++)
        {
            await tx.RunAsync(
                "insert into circle(id, uid, name, joining, listed, takes_outside, members_shown, history, all_from, created_at) values (@id, @uid, @name, 0, 1, 0, 1, 0, 0, 1)",
                default, ("id", c + 1), ("uid", Uid(4_000_000 + c)), ("name", "Circle " + c));
            foreach (var org in members[c])
            {
                await tx.RunAsync("insert into circle_member(circle_id, org_id, person_id, since, reads_from) values (@c, @o, 0, 1, 0)", default, ("c", c + 1), ("o", org));
            }
        }

        if (tx.Engine == Engine.Postgres)
        {
            // Rows with given ids do not move the sequences.
            foreach (var table in (string[])["organisation", "person", "api_key", "circle"])
            {
                await tx.RunAsync($"select setval(pg_get_serial_sequence('{table}', 'id'), 1000000)", default);
            }

            await tx.RunAsync("drop index if exists item_search_tokens", default);
        }
    }

    private static async Task<Samples> ItemsAsync(Database database, KeyRing keys, long[][] members, int count)
    {
        var world = new World(42);
        var audiences = new Dictionary<string, long>(StringComparer.Ordinal);
        var (sampled, open) = (new List<string>(), new List<string>());
        var watch = Stopwatch.StartNew();
        var start = Micros.From(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var step = 70L * Micros.Day * 10 / Math.Max(1, count);
        for (var done = 0; done < count; done += Batch)
        {
            var rows = Enumerable.Range(done, Math.Min(Batch, count - done)).Select(n => (Number: n, Draft: world.Next(members))).ToList();
            var fresh = new List<(long Id, Part[] Parts)>();
            foreach (var (_, draft) in rows)
            {
                var name = string.Join(',', draft.Parts.Order().Select(p => p.ToString()));
                if (audiences.TryAdd(name, audiences.Count + 1))
                {
                    fresh.Add((audiences.Count, draft.Parts));
                }
            }

            var ready = rows.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(r => Row(keys, r.Number, start + (r.Number * step), r.Draft, audiences)).ToList();
            sampled.AddRange(ready.Where(r => r.Label == (int)Tlp.Green && r.Seq % 50 == 0).Select(r => r.Uid));
            open.AddRange(ready.Where(r => r.Label == (int)Tlp.Clear).Select(r => r.Uid));
            await database.WriteAsync(
                async tx =>
                {
                    foreach (var (id, parts) in fresh)
                    {
                        await tx.RunAsync("insert into audience(id, hash) values (@id, @hash)", default, ("id", id), ("hash", AudienceRules.HashOf(new SortedSet<Part>(parts))));
                        foreach (var part in parts.Order())
                        {
                            await tx.RunAsync(
                                "insert into audience_part(audience_id, kind, ref, ref_org) values (@a, @k, @r, @o)", default, ("a", id), ("k", part.Kind), ("r", part.Ref), ("o", part.RefOrg));
                        }
                    }

                    await (tx.Engine == Engine.Sqlite ? Bulk.SqliteAsync(tx, ready) : Bulk.PostgresAsync(tx, ready));
                },
                default);
            Console.Error.Write($"\r{done + ready.Count:N0} items, {(done + ready.Count) / watch.Elapsed.TotalSeconds:N0}/s, {audiences.Count:N0} audiences   ");
        }

        Console.Error.WriteLine();
        var broadCircle = Array.FindIndex(members, m => m.Contains(1));
        if (database.Engine == Engine.Postgres)
        {
            await database.WriteAsync(tx => tx.RunAsync("select setval(pg_get_serial_sequence('audience', 'id'), 10000000)", default), default);
        }

        return new Samples(
            [.. Enumerable.Range(0, 400).Select(n => Secret((50 * 5) + (n * 10)))],
            [.. Enumerable.Range(1, World.BroadOrganisations * World.PersonsEach).Select(Secret)],
            [.. Enumerable.Range(0, World.PartnerHubs).Select(n => Secret(((World.Organisations - n - 1) * World.PersonsEach) + 1))],
            [.. members[broadCircle].Where(o => o <= World.BroadOrganisations).Select(o => Secret((int)(((o - 1) * World.PersonsEach) + 1)))],
            [.. sampled.TakeLast(5000)],
            [.. open.TakeLast(5000)],
            Uid(4_000_000 + broadCircle));
    }

    private static BulkRow Row(KeyRing keys, int number, long at, World.Draft draft, Dictionary<string, long> audiences)
    {
        var uid = Uid(5_000_000_000 + number);
        var content = new Content(draft.Title, "", draft.Body, "", "en") { Tags = draft.Tags };
        var (seal, wrapped) = ItemSeal.New(keys, uid);
        var text = draft.Title + "\n\n" + draft.Body + "\n";
        return new BulkRow
        {
            Seq = at,
            Uid = uid,
            Organisation = draft.Organisation,
            Person = draft.Person,
            Label = (int)draft.Label,
            Kind = 1 + (number % 5),
            Versions = draft.Versions,
            PassedOnTo = draft.PassedOnTo,
            GrantUid = Uid(6_000_000_000 + number),
            Audience = audiences[string.Join(',', draft.Parts.Order().Select(p => p.ToString()))],
            Wrapped = wrapped,
            Head = seal.CloseHead(content),
            Body = seal.CloseBody(content),
            Words = draft.Label == Tlp.Red
                ? []
                : [.. Tokens.Of(text), .. draft.Tags.SelectMany(Tokens.Of), .. Tokens.OfValues(keys, text), .. draft.Tags.Select(t => Tokens.OfTag(keys, t))],
            Terms = draft.Label == Tlp.Red ? [] : [.. ItemTerms.Of(keys, content).Select(t => ((long)t.Kind, t.Hash)).Distinct()],
            Scopes = [.. draft.Parts.Where(p => p.Kind == PartKind.Circle).Select(p => SearchIndex.Scope(p.Ref))],
        };
    }

    private static string Uid(long number)
    {
        // The same number, the same address; spread, so that look-ups do not walk along an index.
        var mixed = unchecked((ulong)number * 0x9E3779B97F4A7C15UL);
        return RandomIds.Format(BitConverter.GetBytes(mixed ^ (mixed >> 29)).AsSpan(1));
    }
}
