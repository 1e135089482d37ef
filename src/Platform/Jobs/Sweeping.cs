using System.Globalization;
using Infohub.Platform.Data;

namespace Infohub.Platform.Jobs;

/// <summary>Deletes rows that nobody needs any more, in slices: a long delete would keep everybody's writes waiting.</summary>
public static class Sweeping
{
    private const int Slice = 500;
    private const int MostSlices = 200;

    /// <param name="database">Where.</param>
    /// <param name="table">A table of the caller's own module.</param>
    /// <param name="key">Its columns that name a row.</param>
    /// <param name="where">Which rows, by <c>@now</c> in microseconds.</param>
    /// <param name="stop">Ends it between two slices.</param>
    /// <returns>How many, in words; null for none.</returns>
    public static async Task<string?> DeleteAsync(Database database, string table, string key, string where, CancellationToken stop, params (string Name, object? Value)[] values)
    {
        long total = 0;
        for (var i = 0; i < MostSlices && !stop.IsCancellationRequested; i++)
        {
            var deleted = 0;
            await database.WriteAsync(
                async tx => deleted = await tx.RunAsync(
                    $"delete from {table} where ({key}) in (select {key} from {table} where {where} limit {Slice})", stop, [("now", tx.Now), .. values]),
                stop);
            total += deleted;
            if (deleted < Slice)
            {
                break;
            }
        }

        return total == 0 ? null : total.ToString(CultureInfo.InvariantCulture) + " deleted";
    }
}
