using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Infohub.Demo.Script;

/// <summary>A world file: one act a line, in order of time. Anything else in it is an error with the line's number.</summary>
public static class WorldFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Some lines name their time before their verb.
        AllowOutOfOrderMetadataProperties = true,
    };

    public static Act Parse(string line) =>
        JsonSerializer.Deserialize<Act>(line, Options) ?? throw new JsonException("A line of a world is an act, not null.");

    /// <summary>One line, as <see cref="Parse"/> reads it.</summary>
    public static string Write(Act act) => JsonSerializer.Serialize(act, Options);

    public static async IAsyncEnumerable<Act> ReadAsync(string path, [EnumeratorCancellation] CancellationToken stop)
    {
        var number = 0;
        var last = long.MinValue;
        await foreach (var line in File.ReadLinesAsync(path, stop))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var act = ParseLine(line, number);
            if (act.At < last)
            {
                throw new InvalidDataException($"Line {number} is earlier than the line before it.");
            }

            last = act.At;
            yield return act;
        }
    }

    private static Act ParseLine(string line, int number)
    {
        try
        {
            return Parse(line);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"Line {number} is no act: {wrong.Message}", wrong);
        }
    }
}
