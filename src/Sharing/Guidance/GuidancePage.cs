using Infohub.Platform.Ui;

namespace Infohub.Sharing.Guidance;

/// <summary>One language of a guidance page as it stands.</summary>
/// <param name="Language">One of the product's three.</param>
/// <param name="Version">The own count of this language.</param>
/// <param name="IsOlder">The original was changed since this text was last held against it.</param>
public sealed record GuidanceText(string Language, int Version, string Title, string Summary, string Body, long At, bool IsOlder);

/// <summary>A page of guidance: texts that say the same in one to three languages.</summary>
/// <param name="Slug">Its address.</param>
/// <param name="Original">The language that the others follow.</param>
/// <param name="Revision">Counts each change, so that two officers do not overwrite each other.</param>
/// <param name="Texts">The texts as they stand, the original first.</param>
public sealed record GuidancePage(string Slug, string Original, int Revision, long ChangedAt, long WithdrawnAt, string Reason, IReadOnlyList<GuidanceText> Texts)
{
    public bool IsWithdrawn => WithdrawnAt > 0;

    /// <summary>The text for a reader: in the own language, else in the other Chinese, else the original.</summary>
    public GuidanceText For(string language) =>
        Text(language) ?? (language == Languages.English ? null : Text(language == Languages.Traditional ? Languages.Simplified : Languages.Traditional)) ?? Texts[0];

    public GuidanceText? Text(string language) => Texts.FirstOrDefault(t => t.Language == language);
}

/// <summary>One version of one language, for the officers' list.</summary>
public sealed record GuidanceVersion(string Language, int Version, string Title, string By, long At);
