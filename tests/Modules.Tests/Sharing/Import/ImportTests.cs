using System.Globalization;
using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Brought;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Infohub.Sharing.Import;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing.Import;

/// <summary>Tables, texts, pages and PDFs become drafts.</summary>
public sealed class ImportTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_table_becomes_a_text_with_its_comments_and_only_its_values_go_out(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _) = await TwoAsync(hub);
        var uid = await ImportAsync(hub, mei, "servers.csv", "indicator;comment;first seen;tags\r\n198.51.100[.]7;\"beacon; also 203.0.113.9\";2026-02-03;phish\r\nhxxp://signin[.]example/a;login page;;\r\nnonsense;x;;\r\n");
        var table = await TableAsync(hub, mei, uid, new TableSaid());
        Assert.Equal((';', true, "value,comment,date,tag"), (table.Mapping.Delimiter, table.Mapping.HasHeader, string.Join(',', table.Mapping.Roles)));
        Assert.Equal([(4, "row-value")], table.Reading.Unread.Select(u => (u.Row, u.Why.Code)));

        // Nothing is shared that is not finished.
        var post = new PostInput { Kind = "indicators", Title = "Seen", Label = "TLP:GREEN", Audience = ["community"] };
        Assert.Equal("import-unfinished", (await hub.Get<SharePost>().RunAsync(mei, post, uid)).Refusal?.Code);
        Assert.Equal(uid, (await hub.Get<MakeFromTable>().RunAsync(mei, uid, new TableSaid(), Speak(hub), default)).Value);
        var draft = (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value.Item;
        Assert.Contains("- 198.51.100.7 – 2026-02-03 – beacon; also 203.0.113.9", draft.Content!.Body, StringComparison.Ordinal);
        Assert.Equal(["198.51.100.7", "http://signin.example/a"], draft.Content.Values().Select(v => v.Value));
        Assert.Equal(("servers", "phish"), (draft.Content.Title, draft.Content.Tags.Single()));
        Assert.Null(await hub.Get<BroughtObjects>().OfAsync(draft, 1, false, default));
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, post with { Body = draft.Content.Body }, uid)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task More_values_than_a_text_has_room_for_are_kept_as_objects_with_what_their_rows_say(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, other) = await TwoAsync(hub);
        var rows = new StringBuilder("value,comment,date\n");
        for (var i = 0; i < 3000; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"10.{i / 200}.{i % 200}.1,{new string('c', 80)} {i},2026-01-05\n");
        }

        var uid = await ImportAsync(hub, mei, "many.csv", rows.ToString());
        Assert.Null((await hub.Get<MakeFromTable>().RunAsync(mei, uid, new TableSaid(), Speak(hub), default)).Refusal);
        var draft = (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value.Item;
        Assert.Empty(draft.Content!.Values());
        Assert.Equal((3000L, 0L), (await hub.Get<BroughtObjects>().OfAsync(draft, 1, false, default) is { } view) ? (view.Summary.Objects, view.Summary.Refused) : default);
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, new PostInput { Kind = "indicators", Title = "Many", Body = draft.Content.Body, Label = "TLP:GREEN", Audience = ["community"] }, uid)).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        for (var i = 0; i < 60 && await hub.Get<CarryBrought>().RunAsync(default) is not null; i++)
        {
        }

        Assert.Equal(3000, await hub.NumberAsync("select count(*) from stix_object where flags >= 4"));
        var read = (await hub.Get<ObjectShelf>().PageAsync(other, Channel.Machine, new ObjectQuery { Types = ["indicator"], Take = 1 }, default)).Objects.Single();
        var text = Encoding.UTF8.GetString(read.Bytes);
        Assert.Contains("\"pattern\":\"[ipv4-addr:value = '10.0.0.1']\"", text, StringComparison.Ordinal);
        Assert.Contains("\"valid_from\":\"2026-01-05T00:00:00.000Z\"", text, StringComparison.Ordinal);
        Assert.Contains("ccc 0\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("created_by_ref", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_text_keeps_what_the_importer_unticked_and_the_title_that_they_gave(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, other) = await TwoAsync(hub);
        var uid = await ImportAsync(hub, mei, "", "Login page found. We saw it on Monday.\n\nIt lies at hxxps://signin[.]example/a and the report is at hxxps://vendor[.]example/b.");
        var draft = (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value;
        Assert.Equal("Login page found", draft.Item.Content!.Title);
        Assert.Equal((true, true), (draft.Gaps.Kind, draft.Gaps.Label));
        Assert.NotNull((await hub.Get<FinishText>().RunAsync(other, uid, "Mine", [], default)).Refusal);
        Assert.Null((await hub.Get<FinishText>().RunAsync(mei, uid, "A login page", ["Url|https://vendor.example/b"], default)).Refusal);
        var finished = (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value.Item.Content!;
        Assert.Equal(("A login page", "https://signin.example/a"), (finished.Title, finished.Values().Single().Value));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_text_of_a_PDF_becomes_a_draft_with_its_values(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, other) = await TwoAsync(hub);
        const string content = "BT /F1 12 Tf 72 700 Td (They came from 198.51.100.7.) Tj 0 -40 Td (It lies at hxxps://signin[.]example/a.) Tj ET";
        var uid = await ImportAsync(hub, mei, "bulletin.pdf", $"""
            %PDF-1.4
            1 0 obj
            << /Type /Catalog /Pages 2 0 R >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [3 0 R] /Count 1 >>
            endobj
            3 0 obj
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>
            endobj
            4 0 obj
            << /Length {content.Length} >>
            stream
            {content}
            endstream
            endobj
            trailer
            << /Root 1 0 R >>
            %%EOF
            """);
        var draft = (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value.Item;
        Assert.Equal(["198.51.100.7", "https://signin.example/a"], draft.Content!.Values().Select(v => v.Value));
        Assert.Contains("They came from 198.51.100.7.", draft.Content.Body, StringComparison.Ordinal);
        Assert.NotNull((await hub.Get<OpenDraft>().RunAsync(other, uid)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_cannot_be_imported_is_refused_in_a_sentence_and_leaves_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _) = await TwoAsync(hub);
        foreach (var (content, code) in (List<(byte[], string)>)
        [
            ([], "import-empty"), ([0x50, 0x4B, 3, 4, .. new byte[200]], "import-binary"), (new byte[StartImport.MostBytes + 1], "import-large"), ("%PDF-1.4 x"u8.ToArray(), "pdf-pages"),
            ("%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj trailer <</Root 1 0 R/Encrypt 2 0 R>>"u8.ToArray(), "pdf-encrypted"), ("<!doctype html><script>alert(1)</script>"u8.ToArray(), "import-no-text"),
        ])
        {
            Assert.Equal(code, (await hub.Get<StartImport>().RunAsync(mei, new Infohub.Sharing.Import.Import("x", new MemoryStream(content), ImportForm.Unknown), Speak(hub), default)).Refusal?.Code);
        }

        Assert.Equal(0, await hub.NumberAsync("select count(*) from item"));
        var long_ = await hub.Get<StartImport>().RunAsync(mei, new Infohub.Sharing.Import.Import("", new MemoryStream(Encoding.UTF8.GetBytes("First line.\n" + new string('x', WritingRules.LongestBody))), ImportForm.Text), Speak(hub), default);
        Assert.Equal(12, long_.Value.Cut);
    }

    private static Words Speak(TestHub hub) => new(hub.Get<WordBook>());

    private static async Task<string> ImportAsync(TestHub hub, Viewer viewer, string name, string text)
    {
        var imported = await hub.Get<StartImport>().RunAsync(viewer, new Infohub.Sharing.Import.Import(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), ImportForm.Unknown), Speak(hub), default);
        Assert.Null(imported.Refusal);
        return imported.Value.Draft;
    }

    private static async Task<ImportedTable> TableAsync(TestHub hub, Viewer viewer, string uid, TableSaid said) =>
        (await ImportedTable.ReadAsync(hub.Get<BroughtObjects>(), (await hub.Get<OpenDraft>().RunAsync(viewer, uid)).Value.Item, said, default)).Value;

    private static async Task<(Viewer Mei, Viewer Other)> TwoAsync(TestHub hub)
    {
        var (bank, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Shop"));
        return (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Wong", shop)));
    }
}
