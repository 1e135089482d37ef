using System.Text.Json;

namespace Infohub.Bench;

/// <summary>Keys and addresses that the driver uses.</summary>
/// <param name="Typical">Keys of 400 members.</param>
/// <param name="Broad">Keys of people in three of four circles.</param>
/// <param name="Narrow">Keys of partner hubs in one small circle each.</param>
/// <param name="InCircle">Keys of broad members of the circle.</param>
/// <param name="Items">Items that every member reads.</param>
/// <param name="PublicItems">Items that everybody reads.</param>
/// <param name="CircleOfBroad">A circle of theirs.</param>
internal sealed record Samples(string[] Typical, string[] Broad, string[] Narrow, string[] InCircle, string[] Items, string[] PublicItems, string CircleOfBroad)
{
    public static string PathIn(string directory) => Path.Combine(directory, "bench.json");

    public static async Task<Samples> ReadAsync(string directory) => JsonSerializer.Deserialize<Samples>(await File.ReadAllTextAsync(PathIn(directory)))!;

    public Task WriteAsync(string directory) => File.WriteAllTextAsync(PathIn(directory), JsonSerializer.Serialize(this));
}
