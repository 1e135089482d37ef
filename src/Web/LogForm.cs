using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Infohub.Web;

/// <summary>
/// The log's one form: a JSON object a line. Exceptions come without their messages, which quote what was sent or stored, and what looks like a secret is
/// blacked out wherever it comes from.
/// </summary>
internal sealed class LogForm(TimeProvider clock) : ConsoleFormatter(FormName)
{
    public const string FormName = "infohub";

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            json.WriteString("at", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", Clean(logEntry.Formatter(logEntry.State, null)));
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> fields)
            {
                foreach (var (name, value) in fields.Where(f => f.Key != "{OriginalFormat}"))
                {
                    WriteField(json, name, value);
                }
            }

            if (logEntry.Exception is { } exception)
            {
                json.WriteString("exception", Clean(Failures.Describe(exception)));
            }

            json.WriteEndObject();
        }

        textWriter.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Keys, bearer values, cookies and the secrets in addresses, replaced by stars.</summary>
    public static string Clean(string text) => Secrets.Replace(text, m => m.Groups["kept"].Value + "***");

    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        var field = JsonNamingPolicy.CamelCase.ConvertName(name);
        switch (value)
        {
            case null:
                json.WriteNull(field);
                break;
            case int or long:
                json.WriteNumber(field, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumber(field, number);
                break;
            default:
                json.WriteString(field, Clean(value.ToString() ?? ""));
                break;
        }
    }

    private static readonly Regex Secrets = new(
        """
        (?<kept>\bih[a-z]_)[a-z2-7]{16,}|(?<kept>\b(?:Bearer|Basic)\s+)[^\s",;]+|(?<kept>\b(?:Authorization|Cookie|password|token|secret|__Host-infohub|infohub)\s*[=:]\s*)(?:Bearer\s+|Basic\s+)?[^\s";,]+|(?<kept>/(?:welcome|feeds?|calendar|case)/)[A-Za-z0-9_\-]{16,}|[A-Za-z0-9_\-]{43,}
        """,
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));
}
