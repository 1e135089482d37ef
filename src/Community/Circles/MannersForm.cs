using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>A circle's settings as the form sends them: what is not ticked is not so.</summary>
internal sealed class MannersForm
{
    public string? Name { get; set; }

    public string? NameZh { get; set; }

    public string? Charter { get; set; }

    public int Joining { get; set; } = Circles.Joining.Invitation;

    public bool Listed { get; set; }

    public bool TakesOutside { get; set; }

    public bool MembersShown { get; set; }

    public bool FromJoining { get; set; }

    internal Refusal? Refusal { get; set; }

    public static MannersForm Of(CircleView view) => new()
    {
        Name = view.Line.Name,
        NameZh = view.Line.NameZh,
        Charter = view.Charter,
        Joining = view.Line.Joining,
        Listed = view.Line.Listed,
        TakesOutside = view.Line.TakesOutside,
        MembersShown = view.Line.MembersShown,
        FromJoining = view.Line.History == History.FromJoining,
    };

    public CircleManners ToManners() => new(Name ?? "", NameZh ?? "", Charter ?? "", Joining, Listed, TakesOutside, MembersShown, FromJoining ? History.FromJoining : History.All);
}
