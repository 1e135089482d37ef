using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Streams;

/// <summary>All that may be refused about follows, mutes, bookmarks and saved views.</summary>
internal static class StreamRefusals
{
    public const int LongestWord = 60;
    public const int MostWords = 50;
    public const int MostChoices = 300;
    public const int LongestName = 80;
    public const int MostViews = 50;

    public static readonly Refusal Word = Refusal.Invalid("watch-word", "Watch one word, name or value of at most {0} characters; several words are watched for as they stand.", "word", LongestWord);
    public static readonly Refusal Words = Refusal.Conflict("watch-words-many", "You watch {0} words. Stop watching one of them first.", MostWords);
    public static readonly Refusal Choices = Refusal.Conflict("choices-many", "You follow and mute {0} in all. Take some away first.", MostChoices);
    public static readonly Refusal Unknown = Refusal.Invalid("follow-what", "Choose what to follow from the list.", "ref");
    public static readonly Refusal Organisation = Refusal.Invalid("follow-organisation", "There is no organisation of this name. Write the beginning of it.", "ref");
    public static readonly Refusal Draft = Refusal.Conflict("bookmark-draft", "Drafts stand on their own page. Share it, then keep a bookmark.");
    public static readonly Refusal Anonymous = Refusal.Conflict("bookmark-anonymous", "A bookmark on your own anonymous item would name you in the database. It stays under your inbox and on its address.");
    public static readonly Refusal Name = Refusal.Invalid("view-name", "A view needs a name of at most {0} characters.", "name", LongestName);
    public static readonly Refusal NothingNew = Refusal.Conflict("view-tells", "Nothing new ever comes into this view: it holds what you keep yourself, TLP:RED, which no filter finds, or words that no search finds.");
    public static readonly Refusal Views = Refusal.Conflict("views-many", "You keep {0} views. Remove one first.", MostViews);
}
