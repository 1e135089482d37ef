using Infohub.Community.Public;
using Infohub.Community.Settings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.FirstSteps;

/// <summary>A step, and whether it was taken.</summary>
internal sealed record StepLine(FirstStep Step, bool Taken);

/// <summary>The way from an empty hub to a community that lives: it knows by itself what is done, and goes when all is, or when an officer closes it.</summary>
internal sealed class StartGuide(Database database, IServiceProvider services, IEnumerable<FirstStep> steps)
{
    private const string Closed = "first-steps-closed";

    private readonly IReadOnlyList<FirstStep> steps = [.. steps.OrderBy(s => s.Order)];

    /// <summary>All were taken, or the guide was closed: neither is undone, so it is asked once.</summary>
    private volatile bool over;

    public async Task<IReadOnlyList<StepLine>> ReadAsync(Viewer viewer, CancellationToken stop)
    {
        var lines = new List<StepLine>();
        foreach (var step in steps)
        {
            lines.Add(new StepLine(step, await step.IsTaken(services, viewer, stop)));
        }

        return lines;
    }

    /// <summary>Whether home leads an officer there.</summary>
    public async Task<bool> IsOpenAsync(Viewer viewer, CancellationToken stop)
    {
        if (over || !viewer.Has(Roles.Officer))
        {
            return false;
        }

        over = await IsClosedAsync(stop) || await AreAllTakenAsync(viewer, stop);
        return !over;
    }

    public Task<bool> IsClosedAsync(CancellationToken stop) =>
        database.ReadAsync(async sql => await sql.NumberAsync("select count(*) from setting where name = @name", stop, ("name", Closed)) > 0, stop);

    public async Task<Outcome<Done>> CloseAsync(Viewer viewer, CancellationToken stop)
    {
        if (!viewer.Has(Roles.Officer))
        {
            return Rights.SignIn;
        }

        await database.WriteAsync(tx => CommunitySettings.SetAsync(tx, Closed, "1", stop), stop);
        return Done.Yes;
    }

    /// <summary>Home asks at each visit: the first step that is open answers it.</summary>
    private async Task<bool> AreAllTakenAsync(Viewer viewer, CancellationToken stop)
    {
        foreach (var step in steps)
        {
            if (!await step.IsTaken(services, viewer, stop))
            {
                return false;
            }
        }

        return true;
    }
}
