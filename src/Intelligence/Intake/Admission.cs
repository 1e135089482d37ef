using System.Globalization;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Stix.Json;

namespace Infohub.Intelligence.Intake;

/// <summary>One object on its way in. Each check reads it, and may add what it found.</summary>
internal sealed class Admission(Viewer viewer, Origin origin, StreamedObject streamed) : IDisposable
{
    private JsonDocument? document;

    public Viewer Viewer => viewer;

    public Origin Origin => origin;

    public StreamedObject Streamed => streamed;

    public JsonElement Root => document!.RootElement;

    public string Type { get; private set; } = "";

    public string Id { get; private set; } = "";

    public string Version { get; private set; } = "";

    public Guid Uid { get; private set; }

    /// <summary>In microseconds; 0 where its type has none.</summary>
    public long Modified { get; private set; }

    /// <summary>As the law has it, when <see cref="IsLabelled"/> has read it.</summary>
    public Tlp Label { get; set; }

    /// <summary>For the sender's organisation only, until a person decides (law W5).</summary>
    public bool IsForOwnOnly { get; set; }

    public StixFault? Open()
    {
        document = JsonDocument.Parse(streamed.Bytes, new JsonDocumentOptions { MaxDepth = new ReadingLimits().Deepest });
        Type = Text("type");
        Id = Text("id");
        Version = Text("modified");
        return null;
    }

    /// <summary>What the standard asks of every object.</summary>
    public StixFault? Standard()
    {
        var dashes = Id.IndexOf("--", StringComparison.Ordinal);
        if (Type.Length == 0 || dashes < 0 || Id[..dashes] != Type || !Guid.TryParseExact(Id[(dashes + 2)..], "D", out var uid))
        {
            return new StixFault("/id", "an id is the type, two dashes and a UUID", "STIX 2.1 §2.9");
        }

        Uid = uid;
        if (Version.Length > 0)
        {
            if (!DateTimeOffset.TryParse(Version, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var modified))
            {
                return new StixFault("/modified", "this is no timestamp", "STIX 2.1 §2.16");
            }

            Modified = Micros.From(modified);
        }

        return null;
    }

    public string Text(string property) => Root.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public void Dispose() => document?.Dispose();
}
