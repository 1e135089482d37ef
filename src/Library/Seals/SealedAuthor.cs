using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infohub.Community.Public;

namespace Infohub.Library.Seals;

/// <summary>Who shared an anonymous item, as it lies under the seal.</summary>
/// <param name="PersonUid">The person.</param>
/// <param name="PersonName">The name at that time.</param>
/// <param name="OrganisationUid">The organisation whom the person represented.</param>
/// <param name="OrganisationName">Its name at that time.</param>
/// <param name="At">When it was shared, in microseconds.</param>
/// <param name="Salt">With it the author's commitment in the record can be made again.</param>
internal sealed record SealedAuthor(string PersonUid, string PersonName, string OrganisationUid, string OrganisationName, long At, byte[] Salt)
{
    /// <summary>What stands in the record in place of the author: it binds the record to the author and names nobody.</summary>
    [JsonIgnore]
    public byte[] Commitment => SHA256.HashData([.. Salt, .. Encoding.UTF8.GetBytes(PersonUid)]);

    public static SealedAuthor Of(Viewer viewer, long at, byte[] salt) =>
        new(viewer.PersonUid, viewer.PersonName, viewer.OrganisationUid, viewer.OrganisationName, at, salt);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static SealedAuthor From(byte[] bytes) => JsonSerializer.Deserialize<SealedAuthor>(bytes, JsonSerializerOptions.Strict)!;

    public override string ToString() => "SealedAuthor";
}
