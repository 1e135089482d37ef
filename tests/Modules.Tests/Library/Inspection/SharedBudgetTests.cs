using Infohub.Library.Files;
using Infohub.Platform.Data;

namespace Infohub.Modules.Tests.Library.Inspection;

/// <summary>What the files of one request cost together, and how many are looked into at once.</summary>
public sealed class SharedBudgetTests
{
    [Fact]
    public async Task All_files_of_a_request_share_one_budget()
    {
        await using var hub = await TestHub.StartAsync(Engine.Sqlite);
        var shelf = hub.Get<FileShelf>();
        var zip = new Upload("half.zip", Made.Zip([.. Enumerable.Range(0, 600).Select(i => ($"{i}.txt", Made.Bytes("x")))]));
        Assert.Null((await shelf.InspectAsync([zip], default)).Refusal);
        Assert.Equal("too-many", (await shelf.InspectAsync([zip, zip], default)).Refusal!.Code);
        Assert.Null((await shelf.InspectAsync([zip], default)).Refusal);
    }

    [Fact]
    public async Task Two_are_looked_into_at_once_and_the_third_waits_without_a_thread()
    {
        await using var hub = await TestHub.StartAsync(Engine.Sqlite);
        var gate = hub.Get<FileInspection>().Gate;
        Assert.Equal(2, gate.CurrentCount);
        await gate.WaitAsync();
        await gate.WaitAsync();
        var third = hub.Get<FileShelf>().InspectAsync([new Upload("a.txt", Made.Bytes("A text."))], default);
        Assert.False(third.IsCompleted);
        using var gone = new CancellationTokenSource();
        var fourth = hub.Get<FileShelf>().InspectAsync([new Upload("a.txt", Made.Bytes("A text."))], gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fourth);
        gate.Release();
        Assert.Null((await third).Refusal);
        Assert.Equal(1, gate.CurrentCount);
        Assert.Equal("program-windows", (await hub.Get<FileShelf>().InspectAsync([new Upload("a.txt", Made.Pe())], default)).Refusal!.Code);
        Assert.Equal(1, gate.CurrentCount);
    }
}
