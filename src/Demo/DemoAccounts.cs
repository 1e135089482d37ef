using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infohub.Community.SignIn;
using Infohub.Demo.Script;

namespace Infohub.Demo;

/// <summary>The file that tells who can sign in to the demo community, and how.</summary>
public static class DemoAccounts
{
    /// <summary>Its name in the data directory.</summary>
    public const string File = "demo-accounts.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes where the hub answers now, where that has changed.</summary>
    public static async Task MoveAsync(string directory, string baseUrl, CancellationToken stop)
    {
        var path = Path.Combine(directory, File);
        if (JsonSerializer.Deserialize<Accounts>(await System.IO.File.ReadAllTextAsync(path, stop), Options) is { } accounts && accounts.BaseUrl != baseUrl)
        {
            await SaveAsync(path, accounts with { BaseUrl = baseUrl }, stop);
        }
    }

    internal static async Task WriteAsync(string directory, string baseUrl, IReadOnlyList<Act> acts, Cast cast, CancellationToken stop)
    {
        var organisations = acts.OfType<OrganisationAct>().ToDictionary(o => o.Name, StringComparer.Ordinal);
        var revoked = acts.OfType<KeyRevokeAct>().Select(k => k.TargetKey).ToHashSet(StringComparer.Ordinal);
        var keys = cast.Keys.Where(k => k.Value.Owner.Length > 0 && !revoked.Contains(k.Key)).ToLookup(k => k.Value.Owner, k => k.Value, StringComparer.Ordinal);
        var circles = Circles(acts);
        var moved = acts.OfType<PersonMoveAct>().ToDictionary(m => m.Person, m => m.Organisation, StringComparer.Ordinal);
        var people = acts.OfType<PersonAct>().Where(p => p.State == "active" && organisations[p.Organisation].Kind == "member").Select(p =>
        {
            var (person, key) = (cast.People[p.Name], keys[p.Name].FirstOrDefault());
            var organisation = moved.GetValueOrDefault(p.Name, p.Organisation);
            return new Account(
                person.Email,
                person.Password,
                Totp.Base32(person.TotpSecret),
                organisations[organisation].FullName ?? organisation,
                p.Roles,
                [.. circles["person:" + p.Name].Concat(circles["org:" + organisation]).Distinct()],
                key?.Secret,
                key?.Ceiling,
                cast.Keepers.Contains(p.Name) ? person.SealPassphrase : null);
        });
        await SaveAsync(Path.Combine(directory, File), new Accounts(baseUrl, [.. people]), stop);
    }

    private static async Task SaveAsync(string path, Accounts accounts, CancellationToken stop)
    {
        var next = path + ".new";
        await using (var file = new FileStream(next, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            await JsonSerializer.SerializeAsync(file, accounts, Options, stop);
        }

        System.IO.File.Move(next, path, overwrite: true);
    }

    /// <summary>The circles of each organisation and person, by name; sector circles apart.</summary>
    private static ILookup<string, string> Circles(IReadOnlyList<Act> acts)
    {
        var homes = acts.OfType<PersonAct>().ToDictionary(p => p.Name, p => p.Organisation, StringComparer.Ordinal);
        var names = acts.OfType<CircleAct>().ToDictionary(c => c.Name, c => c.FullName ?? c.Name, StringComparer.Ordinal);
        var waiting = acts.OfType<CircleJoinAct>().Where(j => acts.OfType<CircleAct>().Single(c => c.Name == j.Circle).Joining == "request"
            && !acts.OfType<CircleAdmitAct>().Any(a => a.Circle == j.Circle && (a.Person == j.By || a.Organisation == homes[j.By!]))).ToHashSet();
        return acts.OfType<CircleJoinAct>().Where(j => !waiting.Contains(j)).Select(j => (j.Circle, j.By, j.As))
            .Concat(acts.OfType<CircleAct>().Select(c => (Circle: c.Name, c.By, c.As)))
            .ToLookup(m => m.As == "person" ? "person:" + m.By : "org:" + homes[m.By!], m => names[m.Circle], StringComparer.Ordinal);
    }

    private sealed record Accounts(string BaseUrl, IReadOnlyList<Account> People);

    private sealed record Account(
        string Email, string Password, string TotpSecret, string Organisation, IReadOnlyList<string> Roles, IReadOnlyList<string> Circles, string? ApiKey, string? ApiKeyCeiling,
        string? SealPassphrase);
}
