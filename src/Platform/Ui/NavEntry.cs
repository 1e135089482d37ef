using Infohub.Platform.Http;

namespace Infohub.Platform.Ui;

/// <summary>Where a place is found.</summary>
public enum NavPlace
{
    /// <summary>On the rail; on a telephone a tab.</summary>
    Tab,

    /// <summary>On the rail; on a telephone under More.</summary>
    Rail,

    /// <summary>Under More alone: its own pages link it.</summary>
    More,
}

/// <summary>A place of the rail on the left, registered by the module that owns it.</summary>
/// <param name="Href">The path, for example <c>/circles</c>.</param>
/// <param name="EnglishLabel">One word, translated when it is shown.</param>
/// <param name="Icon">A name of Client/icons.json.</param>
/// <param name="Place">Where it is found.</param>
/// <param name="Order">Smaller comes first.</param>
/// <param name="For">To whom it is shown: the policy of the page.</param>
public sealed record NavEntry(string Href, string EnglishLabel, string Icon, NavPlace Place = NavPlace.Tab, int Order = 100, Allow For = Allow.Person);

/// <summary>A place of the public pages' bar.</summary>
/// <param name="Href">The path.</param>
/// <param name="EnglishLabel">A few words, translated when they are shown.</param>
/// <param name="Order">Smaller comes first.</param>
public sealed record PublicNavEntry(string Href, string EnglishLabel, int Order = 100);
