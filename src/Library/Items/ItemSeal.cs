using System.Text;
using System.Text.Json;
using Infohub.Library.Public;
using Infohub.Platform.Keys;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Library.Items;

/// <summary>An item's own key: all that the item says is kept under it, so that destroying the key erases everywhere, backups too.</summary>
public sealed class ItemSeal
{
    private readonly byte[] key;
    private readonly string uid;

    private ItemSeal(byte[] key, string uid)
    {
        this.key = key;
        this.uid = uid;
    }

    internal static ItemSeal Of(KeyRing ring, string uid, byte[] wrapped) => new(ring.Unwrap(wrapped), uid);

    internal static (ItemSeal Seal, byte[] Wrapped) New(KeyRing ring, string uid)
    {
        var (key, wrapped) = ring.NewKey();
        return (new ItemSeal(key, uid), wrapped);
    }

    /// <param name="what">Which of the item's texts: bound into the seal, so that one cannot stand for another.</param>
    /// <param name="plain">The bytes to seal.</param>
    public byte[] Close(string what, ReadOnlySpan<byte> plain) => KeyRing.Seal(key, plain, About(what));

    public byte[] Close(string what, string text) => Close(what, Encoding.UTF8.GetBytes(text));

    public byte[] Open(string what, byte[] sealed_) => KeyRing.Unseal(key, sealed_, About(what));

    public string Text(string what, byte[] sealed_) => Encoding.UTF8.GetString(Open(what, sealed_));

    internal byte[] CloseHead(Content content) => Close("head", JsonSerializer.SerializeToUtf8Bytes(new Head(content.Title, content.Summary, SafeMarkdown.PlainText(content.Body))));

    internal byte[] CloseBody(Content content) => Close("body", JsonSerializer.SerializeToUtf8Bytes(new Rest(content.Body, content.References)));

    internal Head OpenHead(byte[] sealed_) => JsonSerializer.Deserialize<Head>(Open("head", sealed_))!;

    internal Rest OpenBody(byte[] sealed_) => JsonSerializer.Deserialize<Rest>(Open("body", sealed_))!;

    private byte[] About(string what) => Encoding.UTF8.GetBytes(uid + "/" + what);

    /// <param name="Lead">The first 200 characters, masked: what a card and a summary show where the author wrote none.</param>
    internal sealed record Head(string Title, string Summary, string Lead);

    internal sealed record Rest(string Body, string References);
}
