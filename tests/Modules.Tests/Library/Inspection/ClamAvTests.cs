using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Infohub.Library.Files.Inspection;

namespace Infohub.Modules.Tests.Library.Inspection;

public sealed class ClamAvTests
{
    [Fact]
    public async Task Without_a_scanner_nothing_is_asked()
    {
        var scanner = new ClamAv(new ClamAvOptions(), TimeProvider.System);
        Assert.False(scanner.IsConfigured);
        Assert.False((await scanner.InspectAsync(Made.Bytes("x"), "a.txt", default)).Refused);
    }

    [Fact]
    public async Task A_clean_file_is_welcome_and_is_sent_whole()
    {
        using var stub = new Stub(_ => "stream: OK\0");
        var content = new byte[200_000];
        new Random(1).NextBytes(content);
        Assert.Equal(ScanOutcome.Clean, (await stub.Client.ScanAsync(content, default)).Outcome);
        Assert.Equal(content, stub.Received);
    }

    [Fact]
    public async Task A_find_is_refused_with_its_name()
    {
        using var stub = new Stub(_ => "stream: Win.Test-1 FOUND\0");
        var verdict = await stub.Client.InspectAsync(Made.Bytes("x"), "a.txt", default);
        Assert.Equal("scanner-found", verdict.Code);
        Assert.Equal(["a.txt", "Win.Test-1"], verdict.Args);
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR\0")]
    [InlineData("stream: OK FOUND but")]
    [InlineData("OK\0")]
    [InlineData("")]
    public async Task Whatever_is_no_verdict_refuses(string reply)
    {
        using var stub = new Stub(_ => reply);
        Assert.Equal("scanner-silent", (await stub.Client.InspectAsync(Made.Bytes("x"), "a.txt", default)).Code);
    }

    [Fact]
    public async Task A_scanner_that_is_not_there_or_stays_silent_refuses()
    {
        var gone = new ClamAv(new ClamAvOptions { Address = "/nowhere/clamd.ctl" }, TimeProvider.System);
        Assert.Equal("scanner-silent", (await gone.InspectAsync(Made.Bytes("x"), "a.txt", default)).Code);

        using var stub = new Stub(_ => null);
        var watch = Stopwatch.StartNew();
        Assert.Equal("scanner-silent", (await stub.Client.InspectAsync(Made.Bytes("x"), "a.txt", default)).Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_not_told_that_the_scanner_is_silent()
    {
        using var stub = new Stub(_ => null);
        using var giveUp = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stub.Client.ScanAsync(Made.Bytes("x"), giveUp.Token));
    }

    [Theory]
    [InlineData("scanner.example.test:3310")]
    [InlineData("192.0.2.1:3310")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:0")]
    public void Contents_go_to_no_other_machine(string address) =>
        Assert.Throws<FormatException>(() => new ClamAv(new ClamAvOptions { Address = address }, TimeProvider.System));

    [Fact]
    public async Task The_real_scanner_finds_what_its_own_signature_names()
    {
        const string Program = "/usr/sbin/clamd";
        Assert.SkipUnless(File.Exists(Program), "clamd is not installed: the client was tried against a stub only.");
        var folder = Directory.CreateTempSubdirectory("clam");
        var socket = Path.Combine(folder.FullName, "clamd.ctl");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "own.ndb"), "Own.Marker:0:*:" + Convert.ToHexString(Made.Bytes("own-marker-of-the-test")) + "\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "clamd.conf"), $"DatabaseDirectory {folder.FullName}\nLocalSocket {socket}\nForeground yes\nOfficialDatabaseOnly no\n", TestContext.Current.CancellationToken);
        using var daemon = Process.Start(new ProcessStartInfo(Program, ["--config-file", Path.Combine(folder.FullName, "clamd.conf")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        try
        {
            var scanner = new ClamAv(new ClamAvOptions { Address = socket }, TimeProvider.System);
            for (var tries = 0; tries < 100 && (await scanner.ScanAsync(Made.Bytes("x"), default)).Outcome == ScanOutcome.Unavailable; tries++)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }

            Assert.Equal(new ScanResult(ScanOutcome.Clean), await scanner.ScanAsync(Made.Bytes("harmless"), default));
            Assert.Equal(new ScanResult(ScanOutcome.Found, "Own.Marker.UNOFFICIAL"), await scanner.ScanAsync(Made.Bytes("here is own-marker-of-the-test, see"), default));
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A clamd of a few lines: reads one INSTREAM request and answers; null means that it never does.</summary>
    private sealed class Stub : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource stop = new();

        public Stub(Func<byte[], string?> answer)
        {
            listener.Start();
            Client = new ClamAv(new ClamAvOptions { Address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", ScanTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);
            _ = ServeAsync(answer);
        }

        public ClamAv Client { get; }

        public byte[] Received { get; private set; } = [];

        public void Dispose()
        {
            stop.Cancel();
            listener.Dispose();
            stop.Dispose();
        }

        private async Task ServeAsync(Func<byte[], string?> answer)
        {
            using var socket = await listener.AcceptSocketAsync(stop.Token);
            await using var stream = new NetworkStream(socket);
            var command = new byte["zINSTREAM\0".Length];
            await stream.ReadExactlyAsync(command, stop.Token);
            Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
            var content = new MemoryStream();
            var length = new byte[4];
            while (true)
            {
                await stream.ReadExactlyAsync(length, stop.Token);
                var size = BinaryPrimitives.ReadInt32BigEndian(length);
                if (size == 0)
                {
                    break;
                }

                var chunk = new byte[size];
                await stream.ReadExactlyAsync(chunk, stop.Token);
                content.Write(chunk);
            }

            Received = content.ToArray();
            if (answer(Received) is { } reply)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(reply), stop.Token);
            }
            else
            {
                await Task.Delay(Timeout.Infinite, stop.Token);
            }
        }
    }
}
