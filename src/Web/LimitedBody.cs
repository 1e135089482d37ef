namespace Infohub.Web;

/// <summary>
/// A request's body whose reading ends in a 413 (<see cref="BadHttpRequestException"/>) where it is larger than <c>most</c> bytes. Under the server's own
/// limit the connection is closed while the client still sends, and its reset can take the answer away with it (RFC 9112 §9.6); under this one the
/// server reads the rest away, and the client gets the refusal.
/// </summary>
internal sealed class LimitedBody(Stream body, long? length, long most) : Stream
{
    private long left = length > most ? -1 : most;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static BadHttpRequestException TooLarge() => new("The body is larger than this address takes.", StatusCodes.Status413PayloadTooLarge);

    public override int Read(byte[] buffer, int offset, int count) => Counted(body.Read(Within(buffer.AsMemory(offset, count)).Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await body.ReadAsync(Within(buffer), cancellationToken));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private Memory<byte> Within(Memory<byte> buffer) => left < 0 ? throw TooLarge() : buffer;

    private int Counted(int read) => (left -= read) < 0 ? throw TooLarge() : read;
}
