using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;

namespace Infohub.Community.SignIn.Mine;

/// <summary>How pages look to the person.</summary>
internal sealed record Settings(string Language, string Zone, string Theme, string Density, bool Shortcuts);

/// <summary>Keeps how the person wants pages to look.</summary>
internal sealed class ChangeSettings(Database database)
{
    public static readonly IReadOnlyList<string> Themes = ["", "light", "dark"];
    public static readonly IReadOnlyList<string> Densities = ["", "compact", "roomy"];

    public Task<Outcome<Done>> RunAsync(Viewer viewer, Settings settings, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (!viewer.IsPerson)
                {
                    return Refusal.NotFound;
                }

                if (!Languages.All.Contains(settings.Language) || !Themes.Contains(settings.Theme) || !Densities.Contains(settings.Density))
                {
                    return Refusal.Invalid("setting-unknown", "Choose one of the values given.");
                }

                if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.Zone, out _))
                {
                    return Refusal.Invalid("zone-unknown", "There is no time zone of this name. An example is Asia/Hong_Kong.", "zone");
                }

                await tx.RunAsync(
                    """
                    update person set language = @language, zone = @zone, theme = @theme, density = @density, shortcuts = @shortcuts where id = @person
                    """,
                    stop,
                    ("language", settings.Language),
                    ("zone", settings.Zone),
                    ("theme", settings.Theme),
                    ("density", settings.Density),
                    ("shortcuts", settings.Shortcuts),
                    ("person", viewer.PersonId));
                return Done.Yes;
            },
            stop);
}
