using Infohub.Community.Public;
using Infohub.Platform;

namespace Infohub.Web.Backups;

/// <summary>The step that is not taken on a page: a backup was made at the machine. A file tells of it, for a backup does not write to the database that it copies.</summary>
internal static class FirstBackup
{
    public static FirstStep Step { get; } = new(
        "/help/officers", "Have a backup made", "Whoever runs the machine makes it with one command; without it, one broken disk ends the community.", 90,
        static (services, _, _) => Task.FromResult(File.Exists(Mark(services.GetRequiredService<HubPlaces>()))));

    public static Task NoteAsync(HubPlaces places, string madeAt) => File.WriteAllTextAsync(Mark(places), madeAt + "\n");

    private static string Mark(HubPlaces places) => Path.Combine(places.DataDirectory, "last-backup");
}
