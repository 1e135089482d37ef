using Infohub.Community.Public;
using Infohub.Markings;

namespace Infohub.Library.Public;

/// <summary>By which row of the law's table a key takes things out (section 5).</summary>
public static class MachineChannel
{
    /// <summary>A hub's key goes out by the partner hub's row.</summary>
    public static Channel Of(Viewer viewer) => viewer.Kind == ViewerKind.PartnerHub ? Channel.PartnerHub : Channel.Machine;
}
