using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Knowledge;

/// <summary>Techniques by tactics, shaded by how many items that the reader may read name each.</summary>
[Access(Allow.Person)]
internal sealed class AttackModel(CurrentViewer current, DrawMatrix draw) : PageModel
{
    private const int Levels = 4;

    public static IReadOnlyList<int> Spans { get; } = [30, 90, 365];

    public int Days { get; private set; } = Spans[1];

    /// <summary>A sector's code; empty for all.</summary>
    public string Sector { get; private set; } = "";

    public Matrix Matrix { get; private set; } = null!;

    public async Task OnGetAsync(string? matrix, int days, string? sector, CancellationToken stop)
    {
        Days = Spans.Contains(days) ? days : Spans[1];
        Sector = Sectors.Find(sector ?? "")?.Code ?? "";
        Matrix = await draw.RunAsync(current.Viewer, matrix, Days, Sector, stop);
    }

    /// <summary>From 0 for nothing to 4 for the most.</summary>
    public int LevelOf(long items) => items == 0 ? 0 : 1 + (int)Math.Min(Levels - 1, items * (Levels - 1) / Math.Max(1, Matrix.Most));

    /// <summary>This page with another choice.</summary>
    public string Address(string? matrix = null, int? days = null) => $"/intelligence/attack?matrix={Uri.EscapeDataString(matrix ?? Matrix.Chain)}&days={days ?? Days}{(Sector.Length == 0 ? "" : "&sector=" + Sector)}";
}
