using System.Net;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Demo.Script;

/// <summary>What every act needs: the names so far, the use cases, and who acts.</summary>
internal sealed class Stage(IServiceProvider services, ScriptClock clock, DateTimeOffset start)
{
    public Cast Cast { get; } = new();

    public Database Database { get; } = services.GetRequiredService<Database>();

    public Viewer System => Viewers.ForSystem();

    private ViewerSource Viewers { get; } = services.GetRequiredService<ViewerSource>();

    public T Use<T>()
        where T : notnull => services.GetRequiredService<T>();

    public void TimeIs(long at) => clock.StandAt(start.AddSeconds(at));

    /// <summary>A time of the script in microseconds; 0 for none.</summary>
    public long Time(long? at) => at is { } seconds ? Micros.From(start.AddSeconds(seconds)) : 0;

    /// <summary>Null where this person, or the owner of this key, cannot act now.</summary>
    public async Task<Viewer?> ViewerAsync(Act act, CancellationToken stop)
    {
        if (act.Key is { } key)
        {
            return await Viewers.FromKeyAsync(Known(Cast.Keys, key).Secret, IPAddress.Loopback, stop);
        }

        return act.By is { } by ? await Viewers.ForScriptAsync(Known(Cast.People, by).Id, stop) : System;
    }

    /// <summary>An active administrator of an active partner hub.</summary>
    public async Task<bool> IsHubKeeperAsync(string? by, CancellationToken stop) =>
        by is not null && Cast.People.TryGetValue(by, out var person) && await Database.ReadAsync(
            sql => sql.NumberAsync(
                "select count(*) from person p join organisation o on o.id = p.org_id where p.id = @id and p.state = 1 and (p.roles & 1) <> 0 and o.state = 1 and o.standing = @hub",
                stop,
                ("id", person.Id),
                ("hub", Standing.PartnerHub)),
            stop) > 0;

    public Task<Viewer?> PersonAsync(string name, CancellationToken stop) => Viewers.ForScriptAsync(Known(Cast.People, name).Id, stop);

    public string Organisation(string name) => Known(Cast.Organisations, name);

    public string Person(string name) => Known(Cast.People, name).Uid;

    public string Item(string name) => Known(Cast.Items, name);

    public CastKey Key(string name) => Known(Cast.Keys, name);

    /// <summary>A circle of the script, or a sector's.</summary>
    public async Task<string> CircleAsync(string name, CancellationToken stop)
    {
        const string sector = "sector:";
        if (!Cast.Circles.TryGetValue(name, out var uid) && name.StartsWith(sector, StringComparison.Ordinal))
        {
            uid = await Database.ReadAsync(
                sql => sql.FirstAsync("select uid from circle where sector = @sector", static r => r.Text(0), stop, ("sector", name[sector.Length..])), stop);
            Cast.Circles[name] = uid ?? throw new UnknownName(name);
        }

        return uid ?? throw new UnknownName(name);
    }

    /// <summary>The part as the composer's words.</summary>
    public async Task<string> PartAsync(ActPart part, CancellationToken stop) => part switch
    {
        { Circle: { } circle } => "circle:" + await CircleAsync(circle, stop),
        { Organisation: { } organisation } => "organisation:" + Organisation(organisation),
        { Person: { } person } => "person:" + Person(person),
        _ => part.Part,
    };

    public async Task<List<string>> PartsAsync(IEnumerable<ActPart> parts, CancellationToken stop)
    {
        var words = new List<string>();
        foreach (var part in parts)
        {
            words.Add(await PartAsync(part, stop));
        }

        return words;
    }

    public static T Known<T>(Dictionary<string, T> names, string name) => names.TryGetValue(name, out var found) ? found : throw new UnknownName(name);
}

/// <summary>No act has made what this name stands for; becomes the act's result.</summary>
internal sealed class UnknownName(string name) : Exception("Nothing is named " + name);
