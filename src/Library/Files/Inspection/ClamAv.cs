using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infohub.Library.Files.Inspection;

/// <summary>What the scanner said.</summary>
internal enum ScanOutcome
{
    Clean,
    Found,

    /// <summary>No answer, a late answer, or one that is no verdict.</summary>
    Unavailable,
}

/// <param name="Outcome">The verdict.</param>
/// <param name="Signature">What was found, by the scanner's name for it.</param>
internal sealed record ScanResult(ScanOutcome Outcome, string? Signature = null);

/// <summary>Asks a clamd on this machine (clamd(8), INSTREAM). Once configured, its silence refuses: it is never passed over.</summary>
internal sealed class ClamAv
{
    private const int Chunk = 64 << 10;
    private const int LongestReply = 1024;
    private const int LongestSignature = 120;

    private readonly ClamAvOptions options;
    private readonly EndPoint? place;
    private readonly TimeProvider time;

    public ClamAv(ClamAvOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        place = options.EndPoint();
    }

    public bool IsConfigured => place is not null;

    /// <summary>The verdict on a file; welcome where no scanner is configured.</summary>
    public async Task<SampleVerdict> InspectAsync(ReadOnlyMemory<byte> content, string fileName, CancellationToken ct)
    {
        var piece = Piece.Root(content, fileName);
        if (!IsConfigured)
        {
            return SampleVerdict.Welcome(piece.Path);
        }

        var result = await ScanAsync(content, ct);
        return result.Outcome switch
        {
            ScanOutcome.Clean => SampleVerdict.Welcome(piece.Path),
            ScanOutcome.Found => SampleVerdict.Refuse(Reason.Found, piece, result.Signature),
            _ => SampleVerdict.Refuse(Reason.ScannerSilent, piece),
        };
    }

    public async Task<ScanResult> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.ScanTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var socket = await ConnectAsync(both.Token);
            await SendAsync(socket, content, both.Token);
            return Verdict(await ReplyAsync(socket, both.Token));
        }
        catch (Exception fault) when (fault is SocketException or IOException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new ScanResult(ScanOutcome.Unavailable);
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.ConnectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var isLocal = place!.AddressFamily == AddressFamily.Unix;
        var socket = new Socket(place.AddressFamily, SocketType.Stream, isLocal ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(place, both.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Each chunk has its length before it, and an empty one ends the stream.
    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var length = new byte[4];
        for (var rest = content; rest.Length > 0; rest = rest[Math.Min(Chunk, rest.Length)..])
        {
            var chunk = rest[..Math.Min(Chunk, rest.Length)];
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await stream.WriteAsync(length, ct);
            await stream.WriteAsync(chunk, ct);
        }

        await stream.WriteAsync(new byte[4], ct);
    }

    private static async Task<string> ReplyAsync(Socket socket, CancellationToken ct)
    {
        var reply = new byte[LongestReply];
        var length = 0;
        while (length < reply.Length)
        {
            var read = await socket.ReceiveAsync(reply.AsMemory(length), ct);
            length += read;
            if (read == 0 || reply.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(reply, 0, length).TrimEnd('\0', '\n');
    }

    // "stream: OK", "stream: Win.Test.EICAR_HDB-1 FOUND", or an error, which is no verdict
    private static ScanResult Verdict(string reply)
    {
        if (reply == "stream: OK")
        {
            return new ScanResult(ScanOutcome.Clean);
        }

        if (!reply.StartsWith("stream: ", StringComparison.Ordinal) || !reply.EndsWith(" FOUND", StringComparison.Ordinal))
        {
            return new ScanResult(ScanOutcome.Unavailable);
        }

        var signature = reply["stream: ".Length..^" FOUND".Length];
        return new ScanResult(ScanOutcome.Found, signature.Length > LongestSignature ? signature[..LongestSignature] : signature);
    }
}
