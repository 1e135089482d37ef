using Infohub.Observables;
using Infohub.Platform.Ui.Markdown;
using Infohub.Sharing.PublicZone;

namespace Infohub.Sharing.Guidance;

/// <summary>Guidance as an Atom feed (RFC 4287) of its own: it changes rarely, and who follows warnings is not told of each correction.</summary>
internal sealed class GuidanceFeed(GuidanceShelf shelf)
{
    private const int Most = 50;

    public async Task<byte[]> AtomAsync(Masthead head, string author, CancellationToken stop)
    {
        var pages = (await shelf.ListAsync(withWithdrawn: false, stop)).Take(Most).ToList();
        return Syndication.Write(xml =>
        {
            xml.WriteStartElement("feed", Syndication.AtomSpace);
            xml.WriteAttributeString("xml", "lang", null, head.Language);
            Syndication.Text(xml, "title", head.Title);
            Syndication.Text(xml, "subtitle", head.Description);
            Syndication.Text(xml, "rights", Syndication.Terms);
            Syndication.Text(xml, "id", head.Site + "/public/guidance");
            Syndication.Text(xml, "updated", Syndication.Rfc3339(pages.Select(p => p.ChangedAt).DefaultIfEmpty(0).Max()));
            Syndication.Link(xml, "self", head.Site + "/public/guidance/atom");
            Syndication.Link(xml, "alternate", head.Site + "/public/guidance");
            xml.WriteStartElement("author");
            Syndication.Text(xml, "name", author);
            xml.WriteEndElement();
            foreach (var page in pages)
            {
                var text = page.For(head.Language);
                xml.WriteStartElement("entry");
                xml.WriteAttributeString("xml", "lang", null, text.Language);
                Syndication.Text(xml, "title", Masking.MaskText(text.Title));
                Syndication.Text(xml, "id", head.Site + "/public/guidance/" + page.Slug);
                Syndication.Link(xml, "alternate", head.Site + "/public/guidance/" + page.Slug);
                Syndication.Text(xml, "updated", Syndication.Rfc3339(page.ChangedAt));
                Syndication.Text(xml, "summary", text.Summary.Length > 0 ? Masking.MaskText(text.Summary) : SafeMarkdown.PlainText(text.Body, 500));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }
}
