using Infohub.Platform;
using Infohub.Platform.Backups;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Web;

/// <summary>What the command line says; everything has a default that works.</summary>
internal sealed record HubOptions
{
    public IReadOnlyList<string> Words { get; init; } = [];

    public int Port { get; init; } = 8080;

    public string Data { get; init; } = Path.Combine(Environment.CurrentDirectory, "data");

    /// <summary>A PostgreSQL connection string, or empty for SQLite.</summary>
    public string Postgres { get; init; } = "";

    /// <summary>No demo community: first set-up. Said at the first start only; afterwards the data have it.</summary>
    public bool Empty { get; init; }

    public string Certificate { get; init; } = "";

    public string Key { get; init; } = "";

    /// <summary>A proxy on this machine ends TLS and says so in the X-Forwarded headers.</summary>
    public bool BehindProxy { get; init; }

    /// <summary>A port where TLS asks machines for a client certificate; 0 for none.</summary>
    public int CertificatePort { get; init; }

    /// <summary>The proxy hands the client's certificate on in the field Client-Cert (RFC 9440), and drops what clients send under this name.</summary>
    public bool ClientCert { get; init; }

    /// <summary>The address under which others find the hub, as links name it; empty where nobody said.</summary>
    public string Site { get; init; } = "";

    /// <summary>Back up without the key file.</summary>
    public bool WithoutKeys { get; init; }

    /// <summary>Restore over a hub that is there.</summary>
    public bool Force { get; init; }

    /// <summary>Forget the old master keys after a rotation.</summary>
    public bool Forget { get; init; }

    /// <summary>A copy of the list of erasures that was kept elsewhere, for a restore.</summary>
    public string Erasures { get; init; } = "";

    public string World { get; init; } = "";

    public string Results { get; init; } = "";

    /// <summary>What is wrong with the line, or null.</summary>
    public string? Wrong { get; init; }

    public HubPlaces Places => new(
        Path.GetFullPath(Data),
        Postgres.Length > 0 ? new StoreAddress(Engine.Postgres, Postgres) : new StoreAddress(Engine.Sqlite, Path.Combine(Path.GetFullPath(Data), "infohub.db")),
        !Empty)
    {
        Site = Site,
    };

    /// <summary>Where this machine's own browser finds the hub.</summary>
    public string Address => $"{(Certificate.Length > 0 ? "https" : "http")}://localhost:{Port}";

    /// <summary>The same with the mode that the data have; refused where they are another hub's, or a newer program's.</summary>
    public async Task<Outcome<HubOptions>> SettleAsync()
    {
        HubPlaces.Prepare(Places.DataDirectory);
        var settled = await DataMode.SettleAsync(Places, Hub.Modules(Places).Select(m => m.Assembly));
        return settled.Refusal is { } refusal ? refusal : this with { Empty = !settled.Value.Demo };
    }

    public static HubOptions Parse(string[] args)
    {
        var options = new HubOptions();
        var words = new List<string>();
        var queue = new Queue<string>(args);
        while (queue.TryDequeue(out var word))
        {
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(word);
                continue;
            }

            if (Switch(options, word) is { } switched)
            {
                options = switched;
                continue;
            }

            if (!queue.TryDequeue(out var value))
            {
                return options with { Wrong = word + " needs a value." };
            }

            options = word switch
            {
                "--port" when int.TryParse(value, out var port) && port is > 0 and < 65536 => options with { Port = port },
                "--data" => options with { Data = value },
                "--port" => options with { Wrong = "--port takes a number from 1 to 65535." },
                "--certificate-port" when int.TryParse(value, out var port) && port is > 0 and < 65536 => options with { CertificatePort = port },
                "--certificate-port" => options with { Wrong = "--certificate-port takes a number from 1 to 65535." },
                "--postgres" when StoreAddress.NamesServer(value) => options with { Postgres = value },
                // what was typed may hold a password
                "--postgres" => options with { Wrong = "--postgres takes a connection string such as \"Host=db.example;Database=infohub;Username=infohub;Password=...\"." },
                "--address" when SiteOf(value) is { } site => options with { Site = site },
                "--certificate" => options with { Certificate = value },
                "--key" => options with { Key = value },
                "--erasures" => options with { Erasures = value },
                "--world" => options with { World = value },
                "--results" => options with { Results = value },
                _ => options with { Wrong = $"Not understood: {word} {value}" },
            };
        }

        return options with { Words = words, Wrong = options.Wrong ?? WrongTogether(options) };
    }

    /// <summary>Scheme, host and port; null for anything else.</summary>
    private static string? SiteOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    private static string? WrongTogether(HubOptions options) =>
        options.Certificate.Length > 0 != options.Key.Length > 0 ? "--certificate and --key belong together."
        : options.Certificate.Length > 0 && options.BehindProxy ? "TLS ends either here (--certificate) or at the proxy (--behind-proxy)."
        : options.CertificatePort > 0 && options.Certificate.Length == 0 ? "--certificate-port needs --certificate: client certificates are shown over TLS that ends here."
        : options.CertificatePort == options.Port ? "--certificate-port is another port than --port."
        : options.ClientCert && !options.BehindProxy ? "--client-cert is for a hub --behind-proxy: clients could write anything there."
        : new[] { options.Certificate, options.Key, options.World }.FirstOrDefault(f => f.Length > 0 && !File.Exists(f)) is { } missing ? $"There is no file {missing}."
        : null;

    /// <summary>A word that stands alone, or null.</summary>
    private static HubOptions? Switch(HubOptions options, string word) => word switch
    {
        "--empty" => options with { Empty = true },
        "--behind-proxy" => options with { BehindProxy = true },
        "--client-cert" => options with { ClientCert = true },
        "--without-keys" => options with { WithoutKeys = true },
        "--force" => options with { Force = true },
        "--forget" => options with { Forget = true },
        _ => null,
    };
}
