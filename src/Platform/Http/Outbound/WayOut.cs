using System.Net;
using System.Net.Sockets;

namespace Infohub.Platform.Http.Outbound;

/// <summary>
/// The one guarded way out to the network. Only https, and only to addresses of the public network, unless the operator allows an origin; the address that was checked is the one that is connected to, so that a name that
/// changes its answer gains nothing. No proxy, no cookies, no redirects to another origin; answers are bounded in head, body and time. What fails is an <see cref="OutboundRefused"/> or an <see cref="HttpRequestException"/>.
/// </summary>
public sealed class WayOut : HttpMessageInvoker
{
    /// <summary>Bytes of an answer's body, unpacked.</summary>
    public const long MostBytes = 64L << 20;

    private const int MostRedirects = 3;
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(10);

    private readonly AllowedOrigins allowed;
    private readonly TimeProvider clock;

    public WayOut(AllowedOrigins allowed, TimeProvider clock)
        : this(allowed, clock, static (host, stop) => Dns.GetHostAddressesAsync(host, stop))
    {
    }

    /// <param name="allowed">What the operator lets out beside the rule.</param>
    /// <param name="clock">Measures the waiting.</param>
    /// <param name="resolve">The addresses of a name.</param>
    internal WayOut(AllowedOrigins allowed, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
        : base(Handler(allowed, resolve), disposeHandler: true) => (this.allowed, this.clock) = (allowed, clock);

    /// <summary>For the head of an answer, and for each piece of its body.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether an address may be asked at all; where it lies is found out on the way.</summary>
    public bool MayAsk(Uri address) => allowed.MayAsk(address) && address.UserInfo.Length == 0;

    public override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var hops = 0; ; hops++)
        {
            var at = request.RequestUri!;
            Check(at);
            var answer = await HeadAsync(request, cancellationToken);
            if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                await CapAsync(answer, cancellationToken);
                return answer;
            }

            using (answer)
            {
                var to = answer.Headers.Location is { } said ? new Uri(at, said) : null;
                if (to is null || hops == MostRedirects || request.Method != HttpMethod.Get || AllowedOrigins.Of(to) != AllowedOrigins.Of(at))
                {
                    throw OutboundRefused.Redirect;
                }

                request = Again(request, to);
            }
        }
    }

    private void Check(Uri at)
    {
        if (!allowed.MayAsk(at))
        {
            throw OutboundRefused.Scheme;
        }

        if (at.UserInfo.Length > 0)
        {
            throw OutboundRefused.Account;
        }
    }

    private async Task<HttpResponseMessage> HeadAsync(HttpRequestMessage request, CancellationToken stop)
    {
        if (!request.Headers.Contains("User-Agent"))
        {
            request.Headers.TryAddWithoutValidation("User-Agent", "Infohub");
        }

        using var late = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await base.SendAsync(request, both.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw OutboundRefused.Slow;
        }
        catch (HttpRequestException failed) when (failed.InnerException is OutboundRefused refused)
        {
            throw new OutboundRefused(refused.Code, refused.Message);
        }
    }

    private async Task CapAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var body = new StreamContent(new CappedStream(await answer.Content.ReadAsStreamAsync(stop), MostBytes, Patience, clock));
        foreach (var header in answer.Content.Headers.NonValidated)
        {
            body.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        answer.Content = body;
    }

    private static HttpRequestMessage Again(HttpRequestMessage request, Uri to)
    {
        var again = new HttpRequestMessage(request.Method, to);
        foreach (var header in request.Headers.NonValidated)
        {
            again.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return again;
    }

    private static SocketsHttpHandler Handler(AllowedOrigins allowed, Func<string, CancellationToken, Task<IPAddress[]>> resolve) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        ConnectTimeout = ToConnect,
        MaxResponseHeadersLength = 32,
        MaxResponseDrainSize = 0,
        MaxConnectionsPerServer = 4,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        // Nobody outside is told which request of ours this one belongs to.
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, stop) => ConnectAsync(context, allowed, resolve, stop),
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, AllowedOrigins allowed, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        IPAddress[] found;
        try
        {
            found = await resolve(host, stop);
        }
        catch (SocketException)
        {
            throw OutboundRefused.Address;
        }

        var may = allowed.Holds(context.InitialRequestMessage.RequestUri!) ? found : Array.FindAll(found, PublicAddress.Is);
        SocketException? failed = null;
        foreach (var address in may)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), stop);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException broken)
            {
                socket.Dispose();
                failed = broken;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failed is null ? OutboundRefused.Address : failed;
    }
}
