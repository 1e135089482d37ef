using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Infohub.Taxii.Wire;

namespace Infohub.Taxii.Client;

/// <summary>
/// A client of TAXII 2.1 over a way out that the caller brings, who decides what may be reached. Answers are read strictly and in bounds; everything that a server does wrong is a <see cref="TaxiiFailure"/>. One request at a time.
/// </summary>
/// <param name="http">The way out. It follows no redirects to other places.</param>
/// <param name="account">Who asks.</param>
/// <param name="limits">What is taken at most.</param>
/// <param name="clock">For a <c>Retry-After</c> that is a date.</param>
public sealed class TaxiiClient(HttpMessageInvoker http, TaxiiAccount account, TaxiiLimits limits, TimeProvider clock)
{
    private const string LastAdded = "X-TAXII-Date-Added-Last";
    private static readonly TaxiiJson Strict = new(new JsonSerializerOptions { AllowDuplicateProperties = false, MaxDepth = 32 });

    /// <summary>The addresses of the server's API roots (§4.1): those alone at the origin of the address itself, for the credentials are nobody else's.</summary>
    /// <param name="discovery">Of the discovery resource.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<IReadOnlyList<Uri>> RootsAsync(Uri discovery, CancellationToken stop)
    {
        var found = await GetAsync(discovery, Strict.Discovery, stop);
        var listed = (found.ApiRoots ?? []).Append(found.Default).Where(r => !string.IsNullOrEmpty(r)).Take(100);
        return [.. listed.Select(r => Uri.TryCreate(discovery, r, out var root) ? Slashed(root) : null).OfType<Uri>().Where(r => IsAt(r, discovery)).Distinct()];
    }

    /// <summary>What a root says of itself (§4.2).</summary>
    /// <param name="root">Its address.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task<ApiRoot> RootAsync(Uri root, CancellationToken stop) => GetAsync(Slashed(root), Strict.ApiRoot, stop);

    /// <summary>The collections of a root (§5.1) that have an id by which they can be asked for.</summary>
    /// <param name="root">Its address.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<IReadOnlyList<Collection>> CollectionsAsync(Uri root, CancellationToken stop)
    {
        var found = await GetAsync(new Uri(Slashed(root), "collections/"), Strict.Collections, stop);
        return [.. (found.Listed ?? []).Where(c => c is { Id.Length: > 0 and <= 100 } && c.Id.All(l => char.IsAsciiLetterOrDigit(l) || l is '-' or '_' or '.') && c.Id.Any(char.IsAsciiLetterOrDigit))];
    }

    /// <summary>A page of a collection's objects (§5.4).</summary>
    /// <param name="root">The root's address.</param>
    /// <param name="collection">Its id.</param>
    /// <param name="ask">Which page.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<TaxiiPage> PageAsync(Uri root, string collection, TaxiiAsk ask, CancellationToken stop)
    {
        var query = "?limit=" + ask.Limit.ToString(CultureInfo.InvariantCulture)
            + (ask.AddedAfter > 0 ? "&added_after=" + Uri.EscapeDataString(TaxiiTime.Write(ask.AddedAfter)) : "")
            + (ask.Next is { } next ? "&next=" + Uri.EscapeDataString(next) : "");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(ObjectsOf(root, collection), query));
        var (body, headers) = await SendAsync(request, limits.PageBytes, stop);
        var last = headers.TryGetValues(LastAdded, out var said) && TaxiiTime.TryRead(said.First(), out var time) ? time : 0;
        return EnvelopeReader.Read(body, last, limits);
    }

    /// <summary>Adds objects (§5.5).</summary>
    /// <param name="root">The root's address.</param>
    /// <param name="collection">Its id.</param>
    /// <param name="envelope">An envelope, in UTF-8.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>What became of them, as far as the server knows by then.</returns>
    public async Task<Status> AddAsync(Uri root, string collection, ReadOnlyMemory<byte> envelope, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ObjectsOf(root, collection)) { Content = new ReadOnlyMemoryContent(envelope) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(TaxiiMedia.Type);
        return Parse((await SendAsync(request, limits.PageBytes, stop)).Body, Strict.Status);
    }

    /// <summary>What became of objects that were added (§4.3).</summary>
    /// <param name="root">The root's address.</param>
    /// <param name="id">Of the status.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<Status> StatusAsync(Uri root, string id, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Slashed(root), $"status/{Uri.EscapeDataString(id)}/"));
        return Parse((await SendAsync(request, limits.PageBytes, stop)).Body, Strict.Status);
    }

    private static Uri ObjectsOf(Uri root, string collection) => new(Slashed(root), $"collections/{Uri.EscapeDataString(collection)}/objects/");

    /// <summary>What is relative to a root stands below it; and servers redirect to the slash, which loses credentials.</summary>
    private static Uri Slashed(Uri address) => address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;

    private static bool IsAt(Uri one, Uri other) => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async Task<T> GetAsync<T>(Uri address, JsonTypeInfo<T> form, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return Parse((await SendAsync(request, limits.ResourceBytes, stop)).Body, form);
    }

    private static T Parse<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> form)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, form) ?? throw new TaxiiFailure(TaxiiTrouble.NotTaxii, "The server's answer is empty.");
        }
        catch (JsonException broken)
        {
            throw new TaxiiFailure(TaxiiTrouble.NotTaxii, "The server's answer is not what TAXII 2.1 says.", broken);
        }
    }

    private async Task<(ReadOnlyMemory<byte> Body, HttpResponseHeaders Headers)> SendAsync(HttpRequestMessage request, int most, CancellationToken stop)
    {
        request.Headers.TryAddWithoutValidation("Accept", TaxiiMedia.Type);
        if (account.Header.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(account.Header, account.Value);
        }

        try
        {
            using var answer = await http.SendAsync(request, stop);
            if (!answer.IsSuccessStatusCode)
            {
                throw Failed(answer);
            }

            return TaxiiMedia.IsContent(answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type) ? type.ToString() : null)
                ? (await ReadAsync(answer.Content, most, stop), answer.Headers)
                : throw new TaxiiFailure(TaxiiTrouble.NotTaxii, "The server's answer is not application/taxii+json;version=2.1.") { Status = (int)answer.StatusCode };
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
        {
            throw new TaxiiFailure(TaxiiTrouble.Unreachable, broken is HttpRequestException ? "The server was not reached." : broken.Message, broken);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int most, CancellationToken stop)
    {
        if (content.Headers.ContentLength > most)
        {
            throw new TaxiiFailure(TaxiiTrouble.TooLarge, "The server's answer is too large.");
        }

        await using var stream = await content.ReadAsStreamAsync(stop);
        // A length that a server only says reserves nothing.
        var (buffer, length) = (new byte[16 << 10], 0);
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), stop)) > 0;)
        {
            length += read;
            if (length > most)
            {
                throw new TaxiiFailure(TaxiiTrouble.TooLarge, "The server's answer is too large.");
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, most + 1L));
            }
        }

        return buffer.AsMemory(0, length);
    }

    private TaxiiFailure Failed(HttpResponseMessage answer)
    {
        var (trouble, message) = answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (TaxiiTrouble.Refused, "The server does not take the credentials."),
            HttpStatusCode.NotFound => (TaxiiTrouble.NotFound, "The server knows nothing at this address."),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => (TaxiiTrouble.Busy, "The server asks to come later."),
            >= HttpStatusCode.InternalServerError => (TaxiiTrouble.Broken, "The server broke."),
            _ => (TaxiiTrouble.NotTaken, "The server does not take the request."),
        };
        var wait = answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() : null;
        return new TaxiiFailure(trouble, message) { Status = (int)answer.StatusCode, RetryAfter = wait > TimeSpan.Zero ? wait : null };
    }
}
