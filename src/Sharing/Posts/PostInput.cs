using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Posts;

/// <summary>A post as it is typed or sent: words that are not checked yet.</summary>
public sealed record PostInput
{
    public string Kind { get; init; } = "";

    public string Label { get; init; } = "";

    /// <summary><c>public</c>, <c>community</c>, <c>circle:UID</c>, <c>organisation:UID</c>, <c>person:UID</c>.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary><c>named</c> (also where empty), <c>organisation</c>, <c>anonymous</c>.</summary>
    public string Attribution { get; init; } = "";

    public string Pap { get; init; } = "";

    /// <summary>Microseconds; 0 for none.</summary>
    public long Release { get; init; }

    public long Embargo { get; init; }

    public long Expiry { get; init; }

    public string Title { get; init; } = "";

    public string Summary { get; init; } = "";

    public string Body { get; init; } = "";

    public string References { get; init; } = "";

    public string Language { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values that are not meant as indicators, each as <see cref="Content.WordOf"/> has it.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];
}

/// <summary>Turns what was typed into an item to be, or says what is wrong with it.</summary>
public sealed class PostReader(AudienceRules audiences, TagWords tags)
{
    /// <summary>All of it: kind, label, audience (W2, H1), attribution, times, words.</summary>
    public async Task<Outcome<NewItem>> ReadAsync(Sql sql, Viewer viewer, PostInput input, long now, bool asDraft, CancellationToken stop)
    {
        var kind = ItemKind.Parse(input.Kind);
        if (kind == 0)
        {
            return Refusal.Invalid("kind", "Choose what kind of post this is.", "kind");
        }

        if (!Labels.TryParse(input.Label, out var label))
        {
            return Refusal.Invalid("label", "Choose a label: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED.", "label");
        }

        var pap = Pap.Green;
        if (input.Pap.Length > 0 && !Labels.TryParsePap(input.Pap, out pap))
        {
            return Refusal.Invalid("pap", "PAP is PAP:CLEAR, PAP:GREEN, PAP:AMBER or PAP:RED.", "pap");
        }

        if (ReadAttribution(input.Attribution) is not { } attribution)
        {
            return Refusal.Invalid("attribution", "Choose how you are named: with your name, as your organisation, or not at all.", "attribution");
        }

        if (RefuseLanguage(input.Language) is { } foreign)
        {
            return foreign;
        }

        if (RefuseTimes(new Schedule(input.Release, input.Embargo, input.Expiry), now) is { } wrong)
        {
            return wrong;
        }

        var audience = await ReadAudienceAsync(sql, viewer, input.Audience, stop);
        if (audience.Refusal is { } refusal)
        {
            return refusal;
        }

        if (audience.Value.Length == 0 && !asDraft)
        {
            return Refusal.Invalid("audience-missing", "Choose who is to read it: neither label nor audience has a default.", "audience");
        }

        // A draft is kept with half a tag.
        var content = ReadContent(input);
        if (!asDraft)
        {
            var read = tags.Read(content.Tags);
            if (read.Refusal is { } unknown)
            {
                return unknown;
            }

            content = content with { Tags = read.Value };
        }

        return new NewItem(kind, label, pap, audience.Value, attribution, content, new Schedule(input.Release, input.Embargo, input.Expiry));
    }

    /// <summary>The parts that the viewer may name (W2).</summary>
    public Task<Outcome<Part[]>> ReadAudienceAsync(Sql sql, Viewer viewer, IReadOnlyList<string> words, CancellationToken stop) => audiences.ReadAsync(sql, viewer, words, stop);

    public static Content ReadContent(PostInput input)
    {
        var content = new Content(
            Invisible.OneLine(input.Title), Invisible.OneLine(input.Summary), input.Body.ReplaceLineEndings("\n").Trim('\n'), input.References.ReplaceLineEndings("\n").Trim(),
            Languages.Nearest(input.Language) ?? Languages.English)
        {
            Tags = ReadTags(input.Tags),
        };
        // What was taken out of a text that says it no more is forgotten.
        return input.Excluded is { Count: > 0 } excluded ? content with { Excluded = [.. content.Values().Select(Content.WordOf).Intersect(excluded, StringComparer.Ordinal)] } : content;
    }

    /// <summary>One line each, without the sign that some put before a tag, each once.</summary>
    private static IReadOnlyList<string> ReadTags(IReadOnlyList<string>? tags) =>
        [.. (tags ?? []).Select(t => Invisible.OneLine(t ?? "").TrimStart('#', '＃').Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Left out it is English.</summary>
    internal static Refusal? RefuseLanguage(string? tag) =>
        string.IsNullOrEmpty(tag) || Languages.Nearest(tag) is not null ? null : Refusal.Invalid("language", "Texts are in en, zh-Hant or zh-Hans.", "language");

    internal static Attribution? ReadAttribution(string word) => word.Trim().ToLowerInvariant() switch
    {
        "" or "named" => Attribution.Named,
        "organisation" => Attribution.Organisation,
        "anonymous" => Attribution.Anonymous,
        _ => null,
    };

    /// <param name="times">Microseconds, 0 for none, below for what is no time.</param>
    /// <param name="now">In microseconds.</param>
    internal static Refusal? RefuseTimes(Schedule times, long now)
    {
        const long limit = 2 * 366 * Micros.Day;
        return times switch
        {
            { ReleaseAt: < 0 } or { EmbargoUntil: < 0 } or { ExpiresAt: < 0 } => Refusal.Invalid("times", "That is not a time.", "release"),
            { ExpiresAt: > 0 } when times.ExpiresAt <= now || times.ExpiresAt <= times.ReleaseAt => Refusal.Invalid("expiry", "The expiry must lie in the future, after the release.", "expiry"),
            _ when times.ReleaseAt > now + limit || times.EmbargoUntil > now + limit => Refusal.Invalid("times", "Release and embargo lie at most two years ahead.", "release"),
            _ => null,
        };
    }
}
