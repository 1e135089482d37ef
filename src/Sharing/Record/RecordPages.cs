using System.Globalization;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Record;

/// <summary>What the three pages of the record have in common.</summary>
internal abstract class RecordPageModel : PageModel
{
    public RecordPage Found { get; private set; } = new([], null);

    /// <summary>The address of the next page, or null.</summary>
    public string? Older => Found.Next is null ? null : Request.Path + QueryString.Create(
        Request.Query.Where(q => q.Key != "cursor").SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v)).Append(KeyValuePair.Create<string, string?>("cursor", Found.Next)));

    protected IActionResult Show(Outcome<RecordPage> outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            if (refusal.Code == "confirm")
            {
                Response.Headers.Location = Fresh.PageFor(Request.Path);
                return StatusCode(StatusCodes.Status303SeeOther);
            }

            return StatusCode(Problems.Status(refusal.Kind));
        }

        Found = outcome.Value;
        return Page();
    }
}

[Access(Allow.Person)]
internal sealed class ItemRecordModel(CurrentViewer current, RecordBook record) : RecordPageModel
{
    public string Uid { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string uid, string? cursor)
    {
        Uid = uid;
        return Show(await record.OfItemAsync(current.Viewer, uid, cursor, HttpContext.RequestAborted));
    }
}

[Access(Allow.Person)]
internal sealed class OwnRecordModel(CurrentViewer current, RecordBook record) : RecordPageModel
{
    public async Task<IActionResult> OnGetAsync(string? cursor) => Show(await record.OwnAsync(current.Viewer, cursor, HttpContext.RequestAborted));
}

[Access(Allow.Auditor)]
internal sealed class AuditorRecordModel(CurrentViewer current, RecordBook record) : RecordPageModel
{
    public string Act { get; private set; } = "";

    public string Target { get; private set; } = "";

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string? act, string? target, string? from, string? to, string? cursor)
    {
        (Act, Target, From, To) = (act?.Trim() ?? "", target?.Trim() ?? "", from ?? "", to ?? "");
        var filter = new RecordFilter(Act, Target, DayOf(From), DayOf(To) is var last and > 0 ? last + Micros.Day : 0);
        return Show(await record.AllAsync(current.Viewer, filter, cursor, HttpContext.RequestAborted));
    }

    /// <summary>The beginning of a day in UTC, as the record keeps time; 0 for no day.</summary>
    private static long DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Micros.From(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)) : 0;
}
