using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Intelligence.Intake;

/// <param name="Object">Null for what is not kept.</param>
/// <param name="ForOwnOnly">For the sender's organisation (law W5).</param>
internal sealed record Checked(ObjectOutcome Outcome, NewObject? Object, Tlp Label, bool ForOwnOnly);

/// <summary>Objects that are written together.</summary>
internal sealed class Slice
{
    private readonly List<Checked> all = [];

    public int Count => all.Count;

    public IEnumerable<ObjectOutcome> Outcomes => all.Select(c => c.Outcome);

    public void Add(Checked one) => all.Add(one);

    public IEnumerable<IGrouping<(Tlp Label, bool ForOwnOnly), NewObject>> Groups =>
        all.Where(c => c.Object is not null).GroupBy(c => (c.Label, c.ForOwnOnly), c => c.Object!);
}
