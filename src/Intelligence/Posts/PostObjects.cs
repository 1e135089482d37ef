using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Posts;

/// <summary>An object that a post makes.</summary>
/// <param name="IsValue">An observable, which has no versions.</param>
internal sealed record MadeObject(string Type, Guid Uid, bool IsValue, Func<long, byte[]> WriteAt)
{
    public string Id => $"{Type}--{Uid}";
}

/// <summary>What a post says as STIX: a report of its words with an indicator for each value that it warns of, the observables, and what they name. The same post makes the same ids, always.</summary>
internal sealed class PostObjects(ItemSource post)
{
    /// <summary>Of ids that are made of names: nothing but a constant.</summary>
    private static readonly Guid Namespace = new("8a3a9f4e-6c0b-5d7a-9a51-2f0f3e1c7d42");

    /// <summary>When what is nobody's own was made: 2020-01-01, in microseconds.</summary>
    private const long Always = 1_577_836_800_000_000;

    private static readonly Guid SomeMember = Named("identity", "a member");

    /// <summary>In the order in which they refer to each other.</summary>
    public List<MadeObject> Make()
    {
        var values = post.Content.Values();
        var made = new List<MadeObject> { Identity() };
        foreach (var value in values)
        {
            made.AddRange(Of(value));
        }

        made = [.. made.DistinctBy(m => m.Id)];
        made.Add(Report([.. made.Select(m => m.Id)]));
        return made;
    }

    /// <summary>What warns of something says that it is bad; a question or advice only names it.</summary>
    private bool Warns => post.Kind is ItemKind.EarlyWarning or ItemKind.Indicators or ItemKind.IncidentSummary;

    private string Creator => "identity--" + (post.OrganisationUid.Length == 0 ? SomeMember : Named("identity", post.OrganisationUid));

    private MadeObject Identity()
    {
        var anonymous = post.OrganisationUid.Length == 0;
        // W7: machine formats carry one common identity, the same at all times.
        return new MadeObject("identity", anonymous ? SomeMember : Named("identity", post.OrganisationUid), false, _ => Write("identity", anonymous ? SomeMember : Named("identity", post.OrganisationUid), json =>
        {
            Times(json, anonymous ? Always : post.OrganisationSince, anonymous ? Always : post.OrganisationSince);
            json.WriteString("name", anonymous ? Card.AnonymousName : post.OrganisationName);
            json.WriteString("identity_class", anonymous ? "class" : "organization");
        }));
    }

    private IEnumerable<MadeObject> Of(Finding value)
    {
        if (value.Kind is ObservableKind.Cve or ObservableKind.Technique)
        {
            yield return Code(value);
            yield break;
        }

        var observable = Observable(value);
        if (observable is not null)
        {
            yield return observable;
        }

        if (Warns && Patterns.Of(value) is { } pattern)
        {
            var uid = Named("indicator", $"{post.Item.Uid}|{Content.WordOf(value)}");
            yield return new MadeObject("indicator", uid, false, at => Write("indicator", uid, json =>
            {
                json.WriteString("created_by_ref", Creator);
                Times(json, post.ReadFrom, at);
                json.WriteString("name", value.Value);
                json.WriteString("pattern", pattern);
                json.WriteString("pattern_type", "stix");
                json.WriteString("valid_from", Time(post.ReadFrom));
                if (post.ExpiresAt < Micros.Never)
                {
                    json.WriteString("valid_until", Time(post.ExpiresAt));
                }

                Strings(json, "indicator_types", ["malicious-activity"]);
                Strings(json, "labels", post.Content.Tags);
            }));
        }
    }

    /// <summary>A weakness or a technique is everybody's: alike whoever names it, so that it is kept once.</summary>
    internal static MadeObject Code(Finding value)
    {
        var (type, source) = value.Kind == ObservableKind.Cve ? ("vulnerability", "cve") : ("attack-pattern", "mitre-attack");
        var uid = Named(type, value.Value);
        return new MadeObject(type, uid, false, _ => Write(type, uid, json =>
        {
            Times(json, Always, Always);
            json.WriteString("name", value.Value);
            json.WriteStartArray("external_references");
            json.WriteStartObject();
            json.WriteString("source_name", source);
            json.WriteString("external_id", value.Value);
            json.WriteEndObject();
            json.WriteEndArray();
        }));
    }

    private static MadeObject? Observable(Finding value)
    {
        if (Patterns.Observable(value) is not { } shape)
        {
            return null;
        }

        using var said = JsonDocument.Parse(Body(shape.Type, null, shape.Write));
        var id = ObservableId.Of(said.RootElement)!;
        var uid = Guid.ParseExact(id[(shape.Type.Length + 2)..], "D");
        return new MadeObject(shape.Type, uid, true, _ => Write(shape.Type, uid, shape.Write));
    }

    private MadeObject Report(IReadOnlyList<string> refs)
    {
        var uid = Named("report", post.Item.Uid);
        return new MadeObject("report", uid, false, at => Write("report", uid, json =>
        {
            json.WriteString("created_by_ref", Creator);
            Times(json, post.ReadFrom, at);
            json.WriteString("name", post.Content.Title);
            if (post.Content.Body.Length + post.Content.Summary.Length > 0)
            {
                json.WriteString("description", string.Join("\n\n", new[] { post.Content.Summary, post.Content.Body }.Where(t => t.Length > 0)));
            }

            Strings(json, "report_types", [Warns ? "indicator" : "observed-data"]);
            json.WriteString("published", Time(post.ReadFrom));
            json.WriteString("lang", post.Content.Language);
            Strings(json, "labels", [.. post.Content.Tags, post.Pap.Canonical().ToLowerInvariant()]);
            Strings(json, "object_refs", refs);
        }));
    }

    private static byte[] Write(string type, Guid uid, Action<Utf8JsonWriter> more) => Body(type, uid, more).ToArray();

    private static ReadOnlyMemory<byte> Body(string type, Guid? uid, Action<Utf8JsonWriter> more)
    {
        var into = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(into, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("spec_version", "2.1");
            if (uid is { } id)
            {
                json.WriteString("id", $"{type}--{id}");
            }

            more(json);
            json.WriteEndObject();
        }

        return into.WrittenMemory;
    }

    private static void Times(Utf8JsonWriter json, long created, long modified)
    {
        json.WriteString("created", Time(created));
        json.WriteString("modified", Time(modified));
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Time(long micros) => StixTime.From(Micros.ToTime(micros)).Text;

    /// <summary>As STIX asks of all but observables (§2.9), made of a name.</summary>
    internal static Guid Named(string type, string name) => NamedUuid.Of(SHA256.HashData([.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(type + "|" + name)]));
}
