using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infohub.Web.Tests;

/// <summary>The built hub as a process of its own, on a free port, with a data directory that goes with it.</summary>
public sealed class HubProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    private HubProcess(params string[] options)
    {
        var port = FreePort();
        Address = $"http://localhost:{port}";
        process = new Process
        {
            StartInfo = new ProcessStartInfo(Program, ["serve", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", Data, .. options])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
    }

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; }

    public string Data { get; } = Directory.CreateTempSubdirectory("infohub-web-").FullName;

    /// <summary>Who can sign in to the demo community; nobody in an empty hub.</summary>
    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    public static string Root { get; } = FindRoot();

    private static string Program => Path.Combine(Root, "artifacts/bin/Web/release/infohub");

    public static async Task<HubProcess> StartAsync(params string[] options)
    {
        var hub = new HubProcess(options);
        hub.process.Start();
        hub.process.BeginOutputReadLine();
        hub.process.BeginErrorReadLine();
        try
        {
            await hub.WaitAsync();
            hub.Accounts = Account.Read(Path.Combine(hub.Data, "demo-accounts.json"));
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    /// <summary>The address under which an empty hub is set up, as it printed it.</summary>
    public async Task<string> SetUpAddressAsync()
    {
        for (var tries = 0; tries < 100; tries++, await Task.Delay(100))
        {
            lock (said)
            {
                if (said.ToString().Split('\n').FirstOrDefault(l => l.Contains("/setup?token=", StringComparison.Ordinal)) is { } line)
                {
                    return line.Trim();
                }
            }
        }

        throw new InvalidOperationException("The hub did not say how it is set up: " + said);
    }

    private async Task WaitAsync()
    {
        using var client = new HttpClient();
        for (var end = DateTime.UtcNow.AddSeconds(90); DateTime.UtcNow < end; await Task.Delay(100))
        {
            Assert.False(process.HasExited, "The hub ended: " + said);
            try
            {
                if ((await client.GetAsync(new Uri(Address + "/health/ready"))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }

        Assert.Fail("The hub is not ready after 90 seconds: " + said);
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (said)
        {
            said.AppendLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "Infohub.slnx")))
        {
            here = here.Parent ?? throw new DirectoryNotFoundException("These tests run inside of the repository.");
        }

        return here.FullName;
    }
}
