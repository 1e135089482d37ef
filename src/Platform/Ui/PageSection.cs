namespace Infohub.Platform.Ui;

/// <summary>A part of another module's page about one thing, registered by the module above it that owns what the part shows.</summary>
/// <param name="Page">The page's route, for example <c>/circles/{uid}</c>.</param>
/// <param name="View">A partial view; its model is the thing's address.</param>
public sealed record PageSection(string Page, string View);
