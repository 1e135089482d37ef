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
internal sealed class InboxPageModel(CurrentViewer current, InboxBook inbox, MarkNotices mark, LivePulse pulse, PageFrame frame, TimeProvider clock) : PageModel
{
    private const int Take = 50;

    public IReadOnlyList<(DateOnly Day, IReadOnlyList<NoticeGroup> Groups)> Days { get; private set; } = [];

    public string? Older { get; private set; }

    /// <summary>Only what is unread is shown.</summary>
    public bool UnreadOnly { get; private set; }

    /// <summary>By which the marking that was just done is undone.</summary>
    public string? Undo { get; private set; }

    public DateOnly Today => DayOf(clock.Now());

    public bool HasUnread => Days.Any(day => day.Groups.Any(group => group.Unread.Count > 0));

    public async Task<IActionResult> OnGetAsync(string? cursor, bool unread, string? undo)
    {
        (UnreadOnly, Undo) = (unread, undo);
        var page = await inbox.ListAsync(current.Viewer, cursor, Take, HttpContext.RequestAborted, unread);
        if (page.Refusal is { } refusal)
        {
            return StatusCode(Problems.Status(refusal.Kind));
        }

        Days = [.. page.Value.Lines.GroupBy(line => DayOf(line.At)).Select(day => (day.Key, NoticeGroup.Of(day)))];
        Older = page.Value.Next is { } next ? $"/inbox?cursor={next}{(unread ? "&unread=true" : "")}" : null;
        return Page();
    }

    public async Task<IActionResult> OnPostReadAsync(List<string> id, bool unread) => Marked(await mark.RunAsync(current.Viewer, id, HttpContext.RequestAborted), unread);

    public async Task<IActionResult> OnPostAllAsync(bool unread) => Marked(await mark.AllAsync(current.Viewer, HttpContext.RequestAborted), unread);

    public async Task<IActionResult> OnPostUndoAsync(string? undo, bool unread)
    {
        var done = await mark.UndoAsync(current.Viewer, undo ?? "", HttpContext.RequestAborted);
        return done.Done ? Back(null, unread) : NotFound();
    }

    private IActionResult Marked(Outcome<string?> outcome, bool unread) => outcome.Done ? Back(outcome.Value, unread) : NotFound();

    private DateOnly DayOf(long at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Micros.ToTime(at), frame.Zone).DateTime);

    private StatusCodeResult Back(string? undo, bool unread)
    {
        pulse.Wake(current.Viewer.PersonId);
        string?[] query = [unread ? "unread=true" : null, undo is null ? null : "undo=" + undo];
        Response.Headers.Location = "/inbox" + (query.OfType<string>().ToList() is { Count: > 0 } some ? "?" + string.Join('&', some) : "");
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
