using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infohub.Taxii.Wire;

/// <summary>What a server is (TAXII 2.1 §4.1).</summary>
/// <param name="Title">A name for people.</param>
/// <param name="Description">What it serves.</param>
/// <param name="Contact">Whom to write to, or null.</param>
/// <param name="Default">The address of one of the roots.</param>
/// <param name="ApiRoots">The addresses of all roots.</param>
public sealed record Discovery(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("contact"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Contact,
    [property: JsonPropertyName("default")] string Default,
    [property: JsonPropertyName("api_roots")] IReadOnlyList<string> ApiRoots);

/// <summary>One API root (§4.2).</summary>
/// <param name="Title">A name for people.</param>
/// <param name="Description">What is special about it.</param>
/// <param name="Versions">The media types that it speaks.</param>
/// <param name="MaxContentLength">Bytes of a body that it takes.</param>
public sealed record ApiRoot(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("versions")] IReadOnlyList<string> Versions,
    [property: JsonPropertyName("max_content_length")] long MaxContentLength);

/// <summary>One collection (§5.2).</summary>
/// <param name="Id">A UUID of version 4.</param>
/// <param name="Title">A name for people, at most 256 characters.</param>
/// <param name="Description">Whose objects it holds.</param>
/// <param name="CanRead">Who asks may take objects.</param>
/// <param name="CanWrite">Who asks may add objects.</param>
/// <param name="MediaTypes">What its objects are.</param>
public sealed record Collection(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("can_read")] bool CanRead,
    [property: JsonPropertyName("can_write")] bool CanWrite,
    [property: JsonPropertyName("media_types")] IReadOnlyList<string> MediaTypes);

/// <summary>The collections of a root (§5.1).</summary>
/// <param name="Listed">Null where there is none.</param>
public sealed record Collections([property: JsonPropertyName("collections"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Collection>? Listed);

/// <summary>One version of an object, without the object (§5.3.1).</summary>
/// <param name="Id">Of the object.</param>
/// <param name="DateAdded">When it came into the collection.</param>
/// <param name="Version">Its version; of an object without versions when it came.</param>
/// <param name="MediaType">What it is.</param>
public sealed record ManifestRecord(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("date_added")] string DateAdded,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("media_type")] string MediaType);

/// <summary>A page of a manifest (§5.3).</summary>
/// <param name="More">More follow.</param>
/// <param name="Next">Where they begin.</param>
/// <param name="Objects">Null where there is none.</param>
public sealed record Manifest(
    [property: JsonPropertyName("more")] bool More,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next,
    [property: JsonPropertyName("objects"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ManifestRecord>? Objects);

/// <summary>The versions of one object (§5.8).</summary>
/// <param name="More">More follow.</param>
/// <param name="Next">Where they begin; the text of the standard leaves it out of the resource, but not out of the request.</param>
/// <param name="Listed">The times of its versions, in the order in which they were added; null where there is none.</param>
public sealed record Versions(
    [property: JsonPropertyName("more")] bool More,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next,
    [property: JsonPropertyName("versions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Listed);

/// <summary>What became of one object that was added (§4.3.1).</summary>
/// <param name="Id">Of the object.</param>
/// <param name="Version">Its version.</param>
/// <param name="Message">Why it was not taken, or null.</param>
public sealed record StatusDetail(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("message"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message);

/// <summary>What became of a request that added objects (§4.3).</summary>
public sealed record Status
{
    /// <summary>Under which it is asked for again.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary><c>complete</c> or <c>pending</c>.</summary>
    [JsonPropertyName("status")]
    public string State { get; init; } = "complete";

    /// <summary>When the request came.</summary>
    [JsonPropertyName("request_timestamp")]
    public required string RequestTimestamp { get; init; }

    /// <summary>Objects in the request.</summary>
    [JsonPropertyName("total_count")]
    public int TotalCount => SuccessCount + FailureCount + PendingCount;

    /// <summary>Taken.</summary>
    [JsonPropertyName("success_count")]
    public int SuccessCount => Successes?.Count ?? 0;

    /// <summary>One for each that was taken.</summary>
    [JsonPropertyName("successes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StatusDetail>? Successes { get; init; }

    /// <summary>Not taken.</summary>
    [JsonPropertyName("failure_count")]
    public int FailureCount => Failures?.Count ?? 0;

    /// <summary>One for each that was not.</summary>
    [JsonPropertyName("failures"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StatusDetail>? Failures { get; init; }

    /// <summary>Not decided yet.</summary>
    [JsonPropertyName("pending_count")]
    public int PendingCount { get; init; }
}

/// <summary>What went wrong (§3.6.1).</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Description">What to do, or null.</param>
/// <param name="ErrorCode">A word for machines.</param>
/// <param name="HttpStatus">The status of the answer, as text.</param>
public sealed record TaxiiError(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("description"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description,
    [property: JsonPropertyName("error_code")] string ErrorCode,
    [property: JsonPropertyName("http_status")] string HttpStatus);

/// <summary>How the resources are written and read: without reflection, strictly.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(Discovery))]
[JsonSerializable(typeof(ApiRoot))]
[JsonSerializable(typeof(Collections))]
[JsonSerializable(typeof(Collection))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Versions))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(TaxiiError))]
public sealed partial class TaxiiJson : JsonSerializerContext
{
    /// <summary>With no letter escaped that need not be.</summary>
    public static TaxiiJson Wire { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
