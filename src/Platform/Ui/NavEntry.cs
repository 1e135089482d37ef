using Infohub.Platform.Http;

namespace Infohub.Platform.Ui;

/// <summary>A place of the rail on the left, registered by the module that owns it.</summary>
/// <param name="Href">The path, for example <c>/circles</c>.</param>
/// <param name="EnglishLabel">One word, translated when it is shown.</param>
/// <param name="Icon">A name of Client/icons.json.</param>
/// <param name="WideOnly">True where a telephone shows it under More.</param>
/// <param name="Order">Smaller comes first.</param>
/// <param name="For">To whom it is shown: the policy of the page.</param>
public sealed record NavEntry(string Href, string EnglishLabel, string Icon, bool WideOnly = false, int Order = 100, Allow For = Allow.Person);

/// <summary>A place of the public pages' bar.</summary>
/// <param name="Href">The path.</param>
/// <param name="EnglishLabel">A few words, translated when they are shown.</param>
/// <param name="Order">Smaller comes first.</param>
public sealed record PublicNavEntry(string Href, string EnglishLabel, int Order = 100);
