using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Infohub.Web.Watching;

/// <summary>Metrics in the Prometheus text format 0.0.4: what the framework and the hub measure, without a package between.</summary>
internal sealed class Metrics : IDisposable
{
    private const string RequestDuration = "http.server.request.duration";
    private const int MostSeries = 2000;

    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly string[] Kept = ["http.request.method", "http.response.status_code", "http.route", "generation"];

    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Histogram> requests = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Instrument> instruments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Name, string Labels), double> values = [];

    /// <param name="meter">Taken so that it is there before the first look.</param>
    public Metrics(HubMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == HubMeter.Name || instrument.Name is RequestDuration or "http.server.active_requests")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>(Take);
        listener.SetMeasurementEventCallback<long>((i, v, tags, s) => Take(i, v, tags, s));
        listener.SetMeasurementEventCallback<int>((i, v, tags, s) => Take(i, v, tags, s));
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (gate)
        {
            text.Append("# HELP http_server_request_duration_seconds Time of requests by route\n# TYPE http_server_request_duration_seconds histogram\n");
            foreach (var (labels, histogram) in requests)
            {
                histogram.Write(text, "http_server_request_duration_seconds", labels);
            }

            foreach (var (name, instrument) in instruments)
            {
                text.Append("# HELP ").Append(name).Append(' ').Append(instrument.Description).Append('\n');
                text.Append("# TYPE ").Append(name).Append(instrument.GetType().Name.Contains("ObservableCounter", StringComparison.Ordinal) ? " counter\n" : " gauge\n");
                foreach (var ((_, labels), value) in values.Where(v => v.Key.Name == name))
                {
                    text.Append(name).Append(labels.Length == 0 ? "" : "{" + labels + "}").Append(' ').Append(Number(value)).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var labels = Labels(tags);
        lock (gate)
        {
            if (instrument.Name == RequestDuration)
            {
                if (!requests.TryGetValue(labels, out var histogram) && requests.Count < MostSeries)
                {
                    requests[labels] = histogram = new Histogram();
                }

                histogram?.Add(value);
                return;
            }

            var name = instrument.Name.Replace('.', '_');
            instruments.TryAdd(name, instrument);
            // An up-down counter tells differences, an observable one the whole.
            values[(name, labels)] = instrument.IsObservable ? value : values.GetValueOrDefault((name, labels)) + value;
        }
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var name in Kept)
        {
            foreach (var (tag, value) in tags)
            {
                if (tag == name)
                {
                    text.Append(text.Length == 0 ? "" : ",").Append(tag.Replace('.', '_')).Append("=\"").Append(Escaped(Text(tag, value))).Append('"');
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Pages name their routes without the first slash, the interface with it.</summary>
    private static string Text(string tag, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return tag == "http.route" ? "/" + text.Trim('/') : text;
    }

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private sealed class Histogram
    {
        private readonly long[] counts = new long[Bounds.Length + 1];
        private double sum;

        public void Add(double value)
        {
            var i = Array.FindIndex(Bounds, b => value <= b);
            counts[i < 0 ? Bounds.Length : i]++;
            sum += value;
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            long total = 0;
            var more = labels.Length == 0 ? "" : labels + ",";
            for (var i = 0; i <= Bounds.Length; i++)
            {
                total += counts[i];
                text.Append(name).Append("_bucket{").Append(more).Append("le=\"").Append(i < Bounds.Length ? Number(Bounds[i]) : "+Inf").Append("\"} ").Append(total).Append('\n');
            }

            text.Append(name).Append("_sum{").Append(labels).Append("} ").Append(Number(sum)).Append('\n');
            text.Append(name).Append("_count{").Append(labels).Append("} ").Append(total).Append('\n');
        }
    }
}
