using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infohub.Host.Tests;

/// <summary>The built program as a process of its own.</summary>
internal sealed class StartedHub : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringWriter said = new();

    private StartedHub(Process process, string address)
    {
        this.process = process;
        Address = address;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
    }

    public string Address { get; }

    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    public static string Root { get; } = FindRoot();

    private static string Program => Path.Combine(Root, "artifacts/bin/Web/release/infohub");

    public static async Task<StartedHub> StartAsync(string data, params string[] options)
    {
        var port = FreePort();
        var address = $"{(options.Contains("--certificate") ? "https" : "http")}://localhost:{port}";
        var hub = new StartedHub(Prepared(new ProcessStartInfo(Program, ["serve", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data, .. options])), address);
        hub.process.Start();
        hub.process.BeginOutputReadLine();
        hub.process.BeginErrorReadLine();
        try
        {
            await hub.WaitAsync(port);
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>To its end: the number that it ends with, and all that it said.</summary>
    public static Task<(int Code, string Said)> RunAsync(params string[] words) => RunAsync(new ProcessStartInfo(Program, words));

    public static async Task<(int Code, string Said)> RunAsync(ProcessStartInfo start)
    {
        using var process = Prepared(start);
        process.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static Process Prepared(ProcessStartInfo start)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        return new Process { StartInfo = start };
    }

    /// <summary>It listens, and has said all that it says at its start.</summary>
    private async Task WaitAsync(int port)
    {
        for (var tries = 0; tries < 900; tries++, await Task.Delay(100))
        {
            Assert.False(process.HasExited, "The hub ended: " + Said);
            if ((Said.Contains("/setup?token=", StringComparison.Ordinal) || Said.Contains("acts in", StringComparison.Ordinal)) && await ListensAsync(port))
            {
                return;
            }
        }

        Assert.Fail("The hub does not listen after 90 seconds: " + Said);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (said)
        {
            said.WriteLine(line.Data);
        }
    }

    public static int FreePort()
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
