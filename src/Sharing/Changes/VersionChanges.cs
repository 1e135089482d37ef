using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Changes;

/// <summary>A field of text that differs.</summary>
internal sealed record TextChange(string Name, IReadOnlyList<Stretch> Stretches);

/// <summary>Short values of one kind that came, went or stayed: tags, values, parts of the audience, labels.</summary>
internal sealed record SetChange<T>(string Name, IReadOnlyList<T> Removed, IReadOnlyList<T> Added, IReadOnlyList<T> Kept)
{
    public bool IsNone => Removed.Count + Added.Count == 0;

    public static SetChange<T> Of(string name, IEnumerable<T> before, IEnumerable<T> after, Func<T, string> key)
    {
        var (old, now) = (before.DistinctBy(key).ToList(), after.DistinctBy(key).ToList());
        return new(name, [.. old.ExceptBy(now.Select(key), key)], [.. now.ExceptBy(old.Select(key), key)], [.. now.IntersectBy(old.Select(key), key)]);
    }
}

/// <summary>What differs between two versions that one viewer reads, masked (C3).</summary>
internal sealed class VersionChanges(ReadableItem before, ReadableItem after, AudienceView? readersBefore, AudienceView? readersAfter)
{
    /// <summary>The English names are keys of the texts.</summary>
    public IReadOnlyList<TextChange> Texts { get; } = TextsOf(before.Content!, after.Content!);

    public SetChange<string> Tags { get; } = SetChange<string>.Of("Tags", before.Content!.Tags, after.Content!.Tags, t => t);

    public SetChange<Finding> Values { get; } = SetChange<Finding>.Of("Indicators", before.Content!.Values(), after.Content!.Values(), Content.WordOf);

    /// <summary>As far as the viewer is told who reads (R11).</summary>
    public SetChange<PartView> Readers { get; } = SetChange<PartView>.Of("Who can read this", readersBefore?.Parts ?? [], readersAfter?.Parts ?? [], p => p.Word);

    /// <summary>Beside the parts that the viewer is told of there are others, before or now: whether those changed is not told.</summary>
    public bool OtherReaders { get; } = readersBefore?.AndOthers == true || readersAfter?.AndOthers == true;

    /// <summary>Words of the item's head, translated when they are shown: PAP is written as it is.</summary>
    public SetChange<string> Paps { get; } = SetChange<string>.Of("PAP", [Markings.Labels.Canonical(before.Card.Pap)], [Markings.Labels.Canonical(after.Card.Pap)], p => p);

    public bool IsNone => Texts.Count == 0 && Tags.IsNone && Values.IsNone && Readers.IsNone && Paps.IsNone;

    /// <summary>The fields of text that differ between two contents.</summary>
    public static IReadOnlyList<TextChange> TextsOf(Content before, Content after) =>
    [
        .. new (string Name, string Before, string After)[]
        {
            ("Title", before.Title, after.Title),
            ("Summary", before.Summary, after.Summary),
            ("Text", before.Body, after.Body),
            ("References", before.References, after.References),
        }
        .Where(t => t.Before != t.After).Select(t => new TextChange(t.Name, TextDiff.Of(Shown(t.Before), Shown(t.After)))),
    ];

    private static string Shown(string text) => Masking.MaskText(Invisible.Spell(text));
}
