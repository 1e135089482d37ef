using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Microsoft.Extensions.Configuration;

namespace Infohub.Community.Public;

/// <summary>Whoever reads what the hub prints at its start may set it up: Community:SetupToken, or a random one for this run.</summary>
public sealed class SetUpToken(IConfiguration settings, IIdSource ids)
{
    private readonly string value = settings["Community:SetupToken"] is { Length: >= 16 } given ? given : Base64Url.EncodeToString(ids.NewSecret(18));

    /// <summary>The token, to be printed at the start of an empty hub and nowhere else.</summary>
    public string Reveal() => value;

    /// <summary>True while the community has no active officer.</summary>
    public static async Task<bool> IsNeededAsync(Sql sql, CancellationToken stop) =>
        await sql.NumberAsync("select id from person where state = 1 and (roles & 2) <> 0 limit 1", stop) is null;

    internal bool Is(string? text) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    public override string ToString() => "***";
}
