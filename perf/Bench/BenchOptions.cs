using System.Globalization;
using Infohub.Platform;
using Infohub.Platform.Data;

namespace Infohub.Bench;

/// <summary>What the line says.</summary>
internal sealed record BenchOptions
{
    public string Data { get; init; } = "bench-data";

    /// <summary>A connection string; empty for SQLite.</summary>
    public string Postgres { get; init; } = "";

    public int Items { get; init; } = 1_000_000;

    public int Rate { get; init; } = 200;

    public int Seconds { get; init; } = 15;

    /// <summary>Calls of each kind inside one process.</summary>
    public int Times { get; init; } = 400;

    /// <summary>The built hub.</summary>
    public string Hub { get; init; } = "artifacts/bin/Web/release/infohub";

    /// <summary>The script that starts it.</summary>
    public string Run { get; init; } = "run";

    public int Port { get; init; } = 18300;

    /// <summary>Parts of the drive: list, item, page, search, share, live; empty for all.</summary>
    public string Only { get; init; } = "";

    public HubPlaces Places => new(
        Path.GetFullPath(Data),
        Postgres.Length > 0 ? new StoreAddress(Engine.Postgres, Postgres) : new StoreAddress(Engine.Sqlite, Path.Combine(Path.GetFullPath(Data), "infohub.db")),
        Demo: false);

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            options = args[i] switch
            {
                "--data" => options with { Data = value },
                "--postgres" => options with { Postgres = value },
                "--items" => options with { Items = Number(value) },
                "--rate" => options with { Rate = Number(value) },
                "--times" => options with { Times = Number(value) },
                "--seconds" => options with { Seconds = Number(value) },
                "--hub" => options with { Hub = value },
                "--port" => options with { Port = Number(value) },
                "--only" => options with { Only = value },
                _ => throw new ArgumentException("Not understood: " + args[i]),
            };
        }

        return options;
    }

    public static int Help()
    {
        Console.Error.WriteLine("all [--postgres CONNECTION] --items N --data DIR | generate [--postgres CONNECTION] --items N --data DIR | drive [--postgres CONNECTION] --data DIR [--rate R --seconds S --only list,item,page,search,share,live] | start --data DIR | inside --data DIR [--times N] | objects [--postgres CONNECTION] --items N --data DIR | objects-out [--postgres CONNECTION] --data DIR | taxii [--postgres CONNECTION] --data DIR | bundle [--postgres CONNECTION] --data DIR | hostile --items N --data DIR | kernel | extract | patterns | stix");
        return 2;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
