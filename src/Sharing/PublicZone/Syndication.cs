using System.Globalization;
using System.Text;
using System.Xml;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.PublicZone;

/// <summary>What heads a feed: names and addresses.</summary>
/// <param name="Site">The hub's address, without a slash at its end.</param>
internal sealed record Masthead(string Site, string Title, string Description, string Language);

/// <summary>Public items as RSS 2.0 and Atom (RFC 4287), masked, read as nobody.</summary>
internal sealed class Syndication(Holdings holdings, ViewerSource viewers)
{
    /// <summary>What all machine exports say (C4).</summary>
    public const string Terms = "Information is provided as is, for the purposes of the programme only, under the label stated.";

    private const int Most = 50;
    internal const string AtomSpace = "http://www.w3.org/2005/Atom";

    public async Task<byte[]> RssAsync(Masthead head, CancellationToken stop)
    {
        var items = await ItemsAsync(stop);
        return Write(xml =>
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "atom", null, AtomSpace);
            xml.WriteStartElement("channel");
            Text(xml, "title", head.Title);
            Text(xml, "link", head.Site + "/public");
            Text(xml, "description", head.Description);
            Text(xml, "language", head.Language);
            Text(xml, "copyright", Terms);
            Text(xml, "lastBuildDate", Rfc822(Newest(items)));
            xml.WriteStartElement("link", AtomSpace);
            xml.WriteAttributeString("href", head.Site + "/public/rss");
            xml.WriteAttributeString("rel", "self");
            xml.WriteAttributeString("type", "application/rss+xml");
            xml.WriteEndElement();
            foreach (var (card, lead) in items)
            {
                xml.WriteStartElement("item");
                Text(xml, "title", Masking.MaskText(card.Title));
                Text(xml, "link", head.Site + "/public/" + card.Uid);
                Text(xml, "guid", head.Site + "/public/" + card.Uid);
                Text(xml, "pubDate", Rfc822(Published(card)));
                Text(xml, "category", card.Label.Canonical());
                Text(xml, "category", ItemKind.Word(card.Kind));
                // RSS readers take the description as HTML: the text is escaped once for that and once more by the writer.
                Text(xml, "description", System.Net.WebUtility.HtmlEncode(lead));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }

    public async Task<byte[]> AtomAsync(Masthead head, CancellationToken stop)
    {
        var items = await ItemsAsync(stop);
        return Write(xml =>
        {
            xml.WriteStartElement("feed", AtomSpace);
            xml.WriteAttributeString("xml", "lang", null, head.Language);
            Text(xml, "title", head.Title);
            Text(xml, "subtitle", head.Description);
            Text(xml, "rights", Terms);
            Text(xml, "id", head.Site + "/public");
            Text(xml, "updated", Rfc3339(Newest(items)));
            Link(xml, "self", head.Site + "/public/atom");
            Link(xml, "alternate", head.Site + "/public");
            foreach (var (card, lead) in items)
            {
                xml.WriteStartElement("entry");
                xml.WriteAttributeString("xml", "lang", null, card.Language);
                Text(xml, "title", Masking.MaskText(card.Title));
                Text(xml, "id", head.Site + "/public/" + card.Uid);
                Link(xml, "alternate", head.Site + "/public/" + card.Uid);
                Text(xml, "published", Rfc3339(Published(card)));
                Text(xml, "updated", Rfc3339(Updated(card)));
                xml.WriteStartElement("author");
                Text(xml, "name", card.OrganisationName.Length == 0 ? Card.AnonymousName : card.OrganisationName);
                xml.WriteEndElement();
                xml.WriteStartElement("category");
                xml.WriteAttributeString("term", card.Label.Canonical());
                xml.WriteEndElement();
                Text(xml, "summary", lead);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    private Task<List<(Card Card, string Lead)>> ItemsAsync(CancellationToken stop) =>
        holdings.BulkAsync(
            viewers.Anonymous(),
            Channel.Public,
            new ItemQuery { Take = Most },
            static (card, open) => card.Summary.Length > 0 ? Masking.MaskText(card.Summary) : SafeMarkdown.PlainText(open().Body, 500),
            static _ => Task.FromResult(true),
            stop);

    internal static byte[] Write(Action<XmlWriter> body)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartDocument();
            body(xml);
            xml.WriteEndDocument();
        }

        return bytes.ToArray();
    }

    internal static void Link(XmlWriter xml, string rel, string href)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    /// <summary>XML 1.0 §2.2 has no control characters and no lone surrogates, also not escaped.</summary>
    internal static void Text(XmlWriter xml, string name, string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
        }

        xml.WriteElementString(name, clean.ToString());
    }

    /// <summary>The same until something changes, also where there is nothing: a tag of the whole then says so.</summary>
    private static long Newest(List<(Card Card, string Lead)> items) => items.Select(i => Updated(i.Card)).DefaultIfEmpty(0).Max();

    private static long Updated(Card card) => Math.Max(card.SharedAt, Published(card));

    private static long Published(Card card) => Math.Max(card.FirstAt, card.ReleaseAt);

    private static string Rfc822(long at) => Micros.ToTime(at).ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);

    internal static string Rfc3339(long at) => Micros.ToTime(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
