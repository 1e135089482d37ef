using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;

namespace Infohub.Platform.Http;

/// <summary>How the routes of a protocol say no, in its own terms. A route without one says it as RFC 9457 problems.</summary>
/// <param name="WriteAsync">Writes the refusal with its status, which is set already.</param>
/// <param name="Challenge">What a 401 asks for, as in <c>WWW-Authenticate</c>.</param>
public sealed record RefusalFormat(Func<HttpContext, Refusal, int, Task> WriteAsync, string Challenge);
