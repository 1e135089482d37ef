using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Rising;

/// <summary>What rises among what the reader may read: a situation report of one page, read on a screen or printed.</summary>
[Access(Allow.Person)]
internal sealed class RisingModel(CurrentViewer current, RisingTerms terms, TimeProvider clock) : PageModel
{
    private const int Taken = 300;
    private const int OfEach = 10;

    public static IReadOnlyList<int> Spans { get; } = [7, 30, 90];

    public int Days { get; private set; } = Spans[0];

    public Library.Public.Rising Seen { get; private set; } = null!;

    /// <summary>Heading and rows, without those that are empty.</summary>
    public IReadOnlyList<(string Id, string Heading, IReadOnlyList<RisingTerm> Rows)> Groups { get; private set; } = [];

    public long Now => clock.Now();

    public string ReaderName => current.Viewer.PersonName;

    public Tlp Label => Seen.Items == 0 ? Tlp.Clear : Seen.Strictest;

    public async Task OnGetAsync(int days, CancellationToken stop)
    {
        Days = Spans.Contains(days) ? days : Spans[0];
        Seen = await terms.ReadAsync(current.Viewer, Days, Taken, stop);
        Groups =
        [
            .. new[]
            {
                ("techniques", "Techniques", Of(t => t.Kind == ObservableKind.Technique)), ("products", "Tags", Of(t => t.Kind is null)),
                ("vulnerabilities", "Vulnerabilities", Of(t => t.Kind == ObservableKind.Cve)), ("values", "Values", Of(t => t.Kind is not (null or ObservableKind.Technique or ObservableKind.Cve))),
            }.Where(g => g.Item3.Count > 0),
        ];
    }

    private IReadOnlyList<RisingTerm> Of(Func<RisingTerm, bool> which) => [.. Seen.Terms.Where(which).Take(OfEach)];
}
