using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infohub.Intelligence.Posts;
using Infohub.Observables;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Public;

/// <summary>A value as a row of a table has it.</summary>
/// <param name="Value">What it is.</param>
/// <param name="Description">What the row says of it, or empty.</param>
/// <param name="From">Since when it is valid; null for now.</param>
/// <param name="Labels">The row's own words for it.</param>
public sealed record RowIndicator(Finding Value, string Description, DateTimeOffset? From, IReadOnlyList<string> Labels);

/// <summary>Rows of a table as a STIX 2.1 bundle: of each value an indicator, of a weakness or a technique what everybody says of it. No creator is named: the post that carries them says whose they are, or does not (law W7).</summary>
public static class IndicatorBundle
{
    /// <summary>Whether an object can be made of it.</summary>
    public static bool Takes(Finding value) => value.Kind is ObservableKind.Cve or ObservableKind.Technique || Patterns.Of(value) is not null;

    /// <summary>The bundle. The same rows make the same ids for the same draft.</summary>
    /// <param name="draft">The draft that they are for, by address.</param>
    /// <param name="rows">Those that <see cref="Takes"/> lets through.</param>
    /// <param name="now">When they are made.</param>
    public static byte[] Write(string draft, IEnumerable<RowIndicator> rows, DateTimeOffset now)
    {
        var into = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(into, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "bundle");
            json.WriteString("id", $"bundle--{PostObjects.Named("bundle", draft)}");
            json.WriteStartArray("objects");
            foreach (var row in rows)
            {
                if (row.Value.Kind is ObservableKind.Cve or ObservableKind.Technique)
                {
                    json.WriteRawValue(PostObjects.Code(row.Value).WriteAt(0));
                }
                else
                {
                    WriteIndicator(json, draft, row, now);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return into.WrittenSpan.ToArray();
    }

    private static void WriteIndicator(Utf8JsonWriter json, string draft, RowIndicator row, DateTimeOffset now)
    {
        var at = StixTime.From(now).Text;
        json.WriteStartObject();
        json.WriteString("type", "indicator");
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", $"indicator--{PostObjects.Named("indicator", $"{draft}|row|{row.Value.Kind}|{row.Value.Value}")}");
        json.WriteString("created", at);
        json.WriteString("modified", at);
        json.WriteString("name", row.Value.Value);
        if (row.Description.Length > 0)
        {
            json.WriteString("description", row.Description);
        }

        json.WriteString("pattern", Patterns.Of(row.Value));
        json.WriteString("pattern_type", "stix");
        json.WriteString("valid_from", row.From is { } from ? StixTime.From(from).Text : at);
        if (row.Labels.Count > 0)
        {
            json.WriteStartArray("labels");
            foreach (var label in row.Labels)
            {
                json.WriteStringValue(label);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
