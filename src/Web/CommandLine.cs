using Infohub.Platform;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Web.Backups;

namespace Infohub.Web;

/// <summary>The words of the command line: serve (also without a word), load, routes, code, backup, restore, audit verify, keys rotate.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = HubOptions.Parse(args);
        if (options.Wrong is { } wrong)
        {
            await Console.Error.WriteLineAsync(wrong);
            return 2;
        }

        // A mistyped path must not look like a hub with nothing in it.
        if (options.Words is ["backup", _] or ["audit", "verify"] or ["keys", "rotate"] or ["code", _] && !options.Places.IsInUse)
        {
            await Console.Error.WriteLineAsync($"There is no hub in {options.Places.DataDirectory}. Name its directory with --data.");
            return 1;
        }

        try
        {
            return await RunAsync(options);
        }
        catch (Exception broken) when (broken is StoreFailure or UnauthorizedAccessException || StoreFailure.IsOfDisk(broken))
        {
            await Console.Error.WriteLineAsync("The store does not take or give data: the disk may be full, the database down, or either not open to this user. Mend that, then say it again.");
            await Console.Error.WriteLineAsync("The machine says: " + StoreFailure.Cause(broken));
            return 1;
        }
    }

    private static async Task<int> RunAsync(HubOptions options) =>
        options.Words switch
        {
            [] or ["serve"] => await Hub.ServeAsync(options),
            ["load"] => await LoadWorld.RunAsync(options),
            ["routes"] => await ListRoutes.RunAsync(options),
            ["code", var email] => await ShowCode.RunAsync(options, email),
            ["backup", var place] => await BackupWords.BackupAsync(options, place),
            ["restore", var place] => await BackupWords.RestoreAsync(options, place),
            ["keys", "rotate"] => await BackupWords.RotateAsync(options),
            ["audit", "verify"] => await VerifyAuditAsync(options),
            _ => await UnknownAsync(options),
        };

    private static async Task<int> VerifyAuditAsync(HubOptions options)
    {
        await using var hub = await Hub.OpenAsync(options);
        var record = await hub.Services.GetRequiredService<Database>().ReadAsync(sql => AuditChain.VerifyAsync(sql, CancellationToken.None), CancellationToken.None);
        await Console.Out.WriteLineAsync(record.BrokenAt is { } row
            ? $"The record does not fit from row {row} on."
            : $"The record is whole: {record.Rows} rows, the last one {record.Head}");
        return record.BrokenAt is null ? 0 : 1;
    }

    private static async Task<int> UnknownAsync(HubOptions options)
    {
        await Console.Error.WriteLineAsync($"Unknown: {string.Join(' ', options.Words)}. Known: serve, load --world FILE [--results FILE], routes, code EMAIL, backup PLACE [--without-keys], restore PLACE [--force] [--erasures FILE], audit verify, keys rotate [--forget].");
        return 2;
    }
}
