using Infohub.Community.Public;
using Infohub.Delivery.Live;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Delivery.Inbox;

[Access(Allow.Person)]
internal sealed class InboxPageModel(CurrentViewer current, InboxBook inbox, LivePulse pulse, PageFrame frame, TimeProvider clock) : PageModel
{
    private const int Take = 50;

    public IReadOnlyList<IGrouping<DateOnly, NoticeLine>> Days { get; private set; } = [];

    public string? Older { get; private set; }

    public DateOnly Today => DayOf(clock.Now());

    public bool HasUnread => Days.Any(day => day.Any(line => !line.Read));

    public async Task<IActionResult> OnGetAsync(string? cursor)
    {
        var page = await inbox.ListAsync(current.Viewer, cursor, Take, HttpContext.RequestAborted);
        if (page.Refusal is { } refusal)
        {
            return StatusCode(Problems.Status(refusal.Kind));
        }

        Days = page.Value.Lines.GroupBy(line => DayOf(line.At)).ToList();
        Older = page.Value.Next is { } next ? "/inbox?cursor=" + next : null;
        return Page();
    }

    public async Task<IActionResult> OnPostReadAsync(string? id)
    {
        var outcome = await inbox.MarkAsync(current.Viewer, id ?? "", HttpContext.RequestAborted);
        return outcome.Refusal is { Kind: RefusalKind.NotFound } ? NotFound() : Back();
    }

    public async Task<IActionResult> OnPostAllAsync()
    {
        await inbox.MarkAllAsync(current.Viewer, HttpContext.RequestAborted);
        return Back();
    }

    private DateOnly DayOf(long at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Micros.ToTime(at), frame.Zone).DateTime);

    private StatusCodeResult Back()
    {
        pulse.Wake(current.Viewer.PersonId);
        Response.Headers.Location = "/inbox";
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
