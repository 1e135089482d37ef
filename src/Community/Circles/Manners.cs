namespace Infohub.Community.Circles;

/// <summary>How one becomes a member of a circle (law section 1).</summary>
public static class Joining
{
    public const int Open = 0;
    public const int Request = 1;
    public const int Invitation = 2;
}

/// <summary>What joiners may read of what was shared before (law section 1).</summary>
public static class History
{
    public const int All = 0;
    public const int FromJoining = 1;
}

/// <summary>A circle's settings as they are asked for; null stays as it is (or takes the strictest when founding).</summary>
/// <param name="Joining">One of <see cref="Circles.Joining"/>.</param>
/// <param name="Listed">Shown to every member of the community; else its members and invited alone know of it.</param>
/// <param name="TakesOutside">Members of the community to whom it is listed may share with it.</param>
/// <param name="MembersShown">Members see the list of members; else owners only.</param>
/// <param name="History">One of <see cref="Circles.History"/>.</param>
public sealed record CircleManners(
    string? Name = null, string? NameZh = null, string? Charter = null, int? Joining = null, bool? Listed = null, bool? TakesOutside = null, bool? MembersShown = null, int? History = null);
