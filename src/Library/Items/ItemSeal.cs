using System.Text;
using System.Text.Json;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Keys;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Library.Items;

/// <summary>An item's own key: all that the item says is kept under it, so that destroying the key erases everywhere, backups too.</summary>
public sealed class ItemSeal
{
    /// <summary>So many CVEs and techniques stand on a card.</summary>
    private const int MostCodes = 6;

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

    internal byte[] CloseHead(Content content)
    {
        var values = content.Values();
        var codes = values.Where(v => v.Kind is ObservableKind.Cve or ObservableKind.Technique).ToList();
        return Close("head", JsonSerializer.SerializeToUtf8Bytes(new Head(
            content.Title, content.Summary, SafeMarkdown.PlainText(content.Body), content.Tags, [.. codes.Take(MostCodes).Select(v => v.Value)], values.Count - codes.Count)));
    }

    internal byte[] CloseBody(Content content) => Close("body", JsonSerializer.SerializeToUtf8Bytes(new Rest(content.Body, content.References, content.Tags, content.Excluded)));

    /// <summary>What the two seals hold together.</summary>
    internal Content OpenContent(byte[] head, byte[] body, string language)
    {
        var top = OpenHead(head);
        return OpenContent(top.Title, top.Summary, body, language);
    }

    internal Content OpenContent(string title, string summary, byte[] body, string language)
    {
        var rest = OpenBody(body);
        return new Content(title, summary, rest.Body, rest.References, language) { Tags = rest.Tags ?? [], Excluded = rest.Excluded ?? [] };
    }

    internal Head OpenHead(byte[] sealed_) => JsonSerializer.Deserialize<Head>(Open("head", sealed_))!;

    internal Rest OpenBody(byte[] sealed_) => JsonSerializer.Deserialize<Rest>(Open("body", sealed_))!;

    private byte[] About(string what) => Encoding.UTF8.GetBytes(uid + "/" + what);

    /// <param name="Lead">The first 200 characters, masked: what a card and a summary show where the author wrote none.</param>
    /// <param name="Tags">As in the body: a card shows them. Null in what was kept before there were any, as <paramref name="Codes"/>.</param>
    internal sealed record Head(string Title, string Summary, string Lead, IReadOnlyList<string>? Tags, IReadOnlyList<string>? Codes, int Indicators);

    internal sealed record Rest(string Body, string References, IReadOnlyList<string>? Tags, IReadOnlyList<string>? Excluded);
}
