using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;

namespace Infohub.Stix.Model;

/// <summary>
/// An object as it came, with what most code asks of it. Nothing is changed: <see cref="Bytes"/> are those that were read. What is not there, or is not what the standard
/// says, reads as nothing; <see cref="Validation.StixValidator"/> tells what is wrong.
/// </summary>
public sealed class StixObject : IDisposable
{
    private readonly JsonDocument document;

    private StixObject(ReadOnlyMemory<byte> bytes, JsonDocument document) => (Bytes, this.document) = (bytes, document);

    /// <summary>The object as it came, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The object as JSON. Good until it is disposed of.</summary>
    public JsonElement Json => document.RootElement;

    /// <summary><c>type</c>; empty where there is none.</summary>
    public string Type => Raw.String(Json, "type"u8) ?? "";

    /// <summary><c>id</c>; empty where there is none.</summary>
    public string Id => Raw.String(Json, "id"u8) ?? "";

    /// <summary><c>spec_version</c>. Observables may leave it out, and are of 2.1 then (STIX 2.1 §3.2).</summary>
    public string? SpecVersion => Raw.String(Json, "spec_version"u8);

    /// <summary><c>created</c>.</summary>
    public StixTime? Created => Time("created"u8);

    /// <summary><c>modified</c>: which version it is (§3.6).</summary>
    public StixTime? Modified => Time("modified"u8);

    /// <summary><c>created_by_ref</c>: the identity of its creator.</summary>
    public string? CreatedByRef => Raw.String(Json, "created_by_ref"u8);

    /// <summary>Whether its creator does not stand by it any more.</summary>
    public bool IsRevoked => Raw.IsTrue(Json, "revoked"u8);

    /// <summary><c>confidence</c>, from 0 to 100.</summary>
    public int? Confidence => Json.TryGetProperty("confidence"u8, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    /// <summary><c>lang</c>; where it is left out, the text is English (§3.2).</summary>
    public string? Lang => Raw.String(Json, "lang"u8);

    /// <summary><c>labels</c>.</summary>
    public IReadOnlyList<string> Labels => Raw.Strings(Json, "labels"u8);

    /// <summary><c>external_references</c>.</summary>
    public IReadOnlyList<ExternalReference> ExternalReferences => ExternalReference.Of(Json);

    /// <summary><c>object_marking_refs</c>: markings of the whole object (§7.2.2).</summary>
    public IReadOnlyList<string> ObjectMarkingRefs => Raw.Strings(Json, "object_marking_refs"u8);

    /// <summary><c>granular_markings</c>: markings of parts of the object (§7.2.3).</summary>
    public IReadOnlyList<GranularMarking> GranularMarkings => GranularMarking.Of(Json);

    /// <summary>Reads an object strictly, and within bounds.</summary>
    /// <returns>True and the object, or false and why not.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, ReadingLimits limits, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StixObject? read, out StixFault? fault)
    {
        read = null;
        fault = StrictJson.Check(utf8.Span, limits);
        return fault is null && TryOpen(utf8, limits, out read, out fault);
    }

    /// <summary>Opens an object that a stream gave, whose JSON was checked there. Good until the stream is asked for the next.</summary>
    /// <returns>True and the object, or false and why not.</returns>
    public static bool TryRead(StreamedObject streamed, ReadingLimits limits, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StixObject? read, out StixFault? fault)
    {
        read = null;
        fault = streamed.Fault;
        return fault is null && TryOpen(streamed.Bytes, limits, out read, out fault);
    }

    /// <summary>Every object that it names, with the place where it does.</summary>
    public IEnumerable<ObjectReference> References() => ObjectReference.Of(Json, "");

    /// <inheritdoc/>
    public void Dispose() => document.Dispose();

    private static bool TryOpen(ReadOnlyMemory<byte> utf8, ReadingLimits limits, out StixObject? read, out StixFault? fault)
    {
        (read, fault) = (null, null);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = limits.Deepest });
        }
        catch (JsonException wrong)
        {
            fault = new StixFault("", new FaultText("this is no JSON, at byte {0} of line {1}", wrong.BytePositionInLine ?? 0, (wrong.LineNumber ?? 0) + 1), "RFC 8259");
            return false;
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            fault = new StixFault("", "this is no object", "STIX 2.1 §3.1");
            return false;
        }

        read = new StixObject(utf8, document);
        return true;
    }

    private StixTime? Time(ReadOnlySpan<byte> name) => StixTime.TryParse(Raw.String(Json, name), out var time) ? time : null;
}
