namespace Infohub.Observables.Scanning;

/// <summary>A recognised value by its places alone, before any text is made of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">The place after its last.</param>
/// <param name="HostStart">Where the part that is masked by its dots or colons starts: the host, the address; else Start.</param>
/// <param name="HostEnd">The place after it.</param>
/// <param name="Mark">The end of a URL's scheme, the at sign of an e-mail address; else Start.</param>
internal readonly record struct Hit(ObservableKind Kind, int Start, int End, int HostStart, int HostEnd, int Mark)
{
    public static Hit Whole(ObservableKind kind, int start, int end) => new(kind, start, end, start, end, start);

    public bool IsLink => Kind is ObservableKind.Url or ObservableKind.Domain or ObservableKind.Email
        or ObservableKind.IPv4 or ObservableKind.IPv6 or ObservableKind.IPv4Network or ObservableKind.IPv6Network;
}
