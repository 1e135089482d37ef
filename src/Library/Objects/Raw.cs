using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>An object as it is stored: <c>o</c>.</summary>
internal sealed record Raw(long No, long Type, byte[] Uid, long Modified, long Source, int Flags, byte[] Sealed)
{
    public const string Columns = "o.no, o.type, o.uid, o.modified, o.source, o.flags, o.bytes";

    public static Raw Read(Row r, int at) => new(r.Long(at), r.Long(at + 1), r.Bytes(at + 2), r.Long(at + 3), r.Long(at + 4), r.Int(at + 5), r.Bytes(at + 6));
}
