using Infohub.Platform.Modules;

namespace Infohub.Library;

/// <summary>The one way in and the one way out of all that is shared.</summary>
public sealed class LibraryModule : Module
{
}
