using System.Runtime.CompilerServices;
using System.Text.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Json;

/// <summary>One object of a bundle as it came.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Bytes">As they stood there, in UTF-8. Good until the next is asked for.</param>
/// <param name="Fault">Why it is no strict JSON, or null.</param>
public readonly record struct StreamedObject(long Index, ReadOnlyMemory<byte> Bytes, StixFault? Fault);

/// <summary>The objects of a bundle (STIX 2.1 §8) or of an envelope (TAXII 2.1 §3.7), one after the other, at the memory of the largest of them.</summary>
public sealed class ObjectStream(Stream stream, ReadingLimits limits)
{
    private const int FirstBuffer = 64 << 10;

    /// <summary>Beside the objects: the type and id of a bundle, for example. Told when all has been read.</summary>
    public StixFault? Fault { get; private set; }

    /// <summary>What stands beside the objects, once it was read: strings as they are, all else as null. At most 100 members.</summary>
    public IReadOnlyDictionary<string, string?> Members => members;

    /// <summary>Whether the fault is that there is no list of objects: a bundle or an envelope may have none.</summary>
    public bool LacksObjects { get; private set; }

    /// <summary>Whether there is a list of objects.</summary>
    public bool HasObjects => sawObjects;

    private const int MostMembers = 100;
    private readonly Dictionary<string, string?> members = new(StringComparer.Ordinal);
    private byte[] buffer = new byte[FirstBuffer];
    private int start;
    private int end;
    private long total;
    private long count;
    private bool isLast;
    private bool inObjects;
    private bool sawObjects;
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = limits.Deepest + 2 });

    /// <summary>Each object. Ends early with <see cref="Fault"/> where the whole is no JSON, or too large.</summary>
    public async IAsyncEnumerable<StreamedObject> ReadAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        while (Fault is null)
        {
            while (Next(out var found))
            {
                yield return found;
            }

            if (Fault is not null || isLast)
            {
                break;
            }

            await FillAsync(stop);
        }

        if (Fault is null && !sawObjects)
        {
            Fault = new StixFault("", "there is no list “objects”", "STIX 2.1 §8");
            LacksObjects = true;
        }
    }

    private async Task FillAsync(CancellationToken stop)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= limits.MostObjectBytes)
            {
                Fault = new StixFault($"/objects/{count}", new FaultText("an object has at most {0} bytes", limits.MostObjectBytes), "limit");
                return;
            }

            Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limits.MostObjectBytes));
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), stop);
        (end, total, isLast) = (end + read, total + read, read == 0);
        if (total > limits.MostBytes)
        {
            Fault = new StixFault("", new FaultText("there are at most {0} bytes", limits.MostBytes), "limit");
        }
    }

    /// <summary>False where more bytes are needed, all is read, or there is a fault.</summary>
    private bool Next(out StreamedObject found)
    {
        found = default;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isLast, state);
        try
        {
            while (true)
            {
                // What is not whole yet is read again from here.
                var (before, at) = (reader.CurrentState, (int)reader.BytesConsumed);
                if (!reader.Read())
                {
                    Keep(reader.CurrentState, (int)reader.BytesConsumed);
                    return false;
                }

                if (inObjects && reader.CurrentDepth == 2 && reader.TokenType != JsonTokenType.EndArray)
                {
                    var from = (int)reader.TokenStartIndex;
                    if (!reader.TrySkip())
                    {
                        Keep(before, at);
                        return false;
                    }

                    var bytes = buffer.AsMemory(start + from, (int)reader.BytesConsumed - from);
                    Keep(reader.CurrentState, (int)reader.BytesConsumed);
                    return Take(bytes, out found);
                }

                if (!Place(ref reader, before, at))
                {
                    return false;
                }
            }
        }
        catch (JsonException)
        {
            Fault = new StixFault(inObjects ? $"/objects/{count}" : "", "this is no JSON, or too deep", "RFC 8259");
            return false;
        }
    }

    private bool Take(ReadOnlyMemory<byte> bytes, out StreamedObject found)
    {
        found = new StreamedObject(count, bytes, bytes.Span[0] == (byte)'{' ? StrictJson.Check(bytes.Span, limits) : new StixFault("", "this is no object", "STIX 2.1 §8"));
        if (++count <= limits.MostObjects)
        {
            return true;
        }

        Fault = new StixFault("/objects", new FaultText("there are at most {0} objects", limits.MostObjects), "limit");
        return false;
    }

    /// <summary>Outside the list of objects. False where more bytes are needed, or it is no bundle.</summary>
    private bool Place(ref Utf8JsonReader reader, JsonReaderState before, int at)
    {
        if (reader.CurrentDepth == 0)
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
            {
                Fault = new StixFault("", "a bundle or an envelope is an object", "STIX 2.1 §8");
                return false;
            }
        }
        else if (reader.TokenType == JsonTokenType.EndArray)
        {
            inObjects = false;
        }
        else if (reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Said(ref reader);
            if (Refused(name) is { } refused)
            {
                Fault = refused;
                return false;
            }

            var isObjects = name == "objects";
            if (!reader.Read())
            {
                Keep(before, at);
                return false;
            }

            if (isObjects)
            {
                inObjects = sawObjects = reader.TokenType == JsonTokenType.StartArray;
                Fault = inObjects ? null : new StixFault("/objects", "this is no list", "STIX 2.1 §8");
                members[name!] = null;
                return inObjects;
            }

            var from = (int)reader.TokenStartIndex;
            if (!reader.TrySkip())
            {
                Keep(before, at);
                return false;
            }

            if (StrictJson.Check(buffer.AsSpan(start + from, (int)reader.BytesConsumed - from), limits) is { } fault)
            {
                Fault = fault with { Path = $"/{Raw.Escape(name!)}{fault.Path}" };
                return false;
            }

            members[name!] = reader.TokenType == JsonTokenType.String ? Said(ref reader) : null;
        }

        return true;
    }

    /// <summary>Why no member of this name may stand here, or null.</summary>
    private StixFault? Refused(string? name) =>
        name is null ? new StixFault("/", "a string is no Unicode text", "RFC 8259 §8.1")
        : members.ContainsKey(name) ? new StixFault("/" + Raw.Escape(name), "a member stands twice", "RFC 7493 §2.3")
        : name != "objects" && members.Count - (sawObjects ? 1 : 0) == MostMembers ? new StixFault("", new FaultText("there are at most {0} members beside the objects", MostMembers), "limit")
        : null;

    private static string? Said(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // No Unicode text.
            return null;
        }
    }

    private void Keep(JsonReaderState now, int consumed)
    {
        state = now;
        start += consumed;
    }
}
