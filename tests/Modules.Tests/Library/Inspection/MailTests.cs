using System.Text;

namespace Infohub.Modules.Tests.Library.Inspection;

public sealed class MailTests
{
    [Fact]
    public void A_program_in_a_zip_in_a_mail_is_refused_with_its_path() =>
        Made.Refused("name-program", Made.Mail("invoice.zip", Made.Zip(("a.exe", Made.Pe()))), "mail.eml", "mail.eml › invoice.zip › a.exe");

    [Fact]
    public void A_mail_is_told_by_its_fields_whatever_its_name() =>
        Made.Refused("program-windows", Made.Mail("photo.jpg", Made.Pe()), "notes.txt", "notes.txt › photo.jpg");

    [Theory]
    [InlineData("Content-Disposition: attachment; filename*=utf-8''run%2Eexe")]
    [InlineData("Content-Disposition: attachment; filename*0=\"ru\"; filename*1=\"n.exe\"")]
    [InlineData("Content-Disposition: attachment; filename*0*=utf-8''ru; filename*1*=n%2eexe")]
    [InlineData("Content-Disposition: attachment;\r\n filename=\"=?utf-8?B?cnVuLmV4ZQ==?=\"")]
    [InlineData("Content-Disposition: attachment; filename=\"=?utf-8?Q?run=2E?= =?utf-8?Q?exe?=\"")]
    [InlineData("Content-Disposition: attachment; filename=\"a.txt\"\r\nContent-Type: text/plain; name=\"run.exe\"")]
    [InlineData("Content-Disposition: attachment; filename=\"a.txt\"; filename=\"run.exe\"")]
    [InlineData("CONTENT-DISPOSITION : attachment ; FileName = run.exe")]
    public void The_name_of_an_attachment_is_read_in_every_way_it_may_be_written(string field) =>
        Made.Refused("name-program", Made.Mail(field, Made.Bytes("text"), "base64"), "mail.eml");

    [Fact]
    public void Each_encoding_is_undone()
    {
        Made.Refused("program-windows", Made.Mail("Content-Disposition: attachment", Made.Pe(), "base64"), "mail.eml");
        var quoted = string.Concat(Made.Pe().Select((b, i) => $"={b:X2}" + (i % 20 == 19 ? "=\r\n" : "")));
        Made.Refused("program-windows", Made.Mail("X-None: x", Encoding.Latin1.GetBytes(quoted), "quoted-printable"), "mail.eml");
        Made.Refused("program-as-text", Made.Mail("Content-Transfer-Encoding: 7bit", Made.Pe(), "base64"), "mail.eml");
        var spoiled = Made.Mail("X-None: x", Encoding.Latin1.GetBytes(Convert.ToBase64String(Made.Pe()).Insert(4, "!*\r\n$")), "8bit");
        Made.Refused("program-windows", Made.Bytes(Encoding.Latin1.GetString(spoiled).Replace("8bit", "base64", StringComparison.Ordinal)), "mail.eml");
    }

    [Fact]
    public void A_mail_in_a_mail_and_a_mailbox_are_looked_into()
    {
        var inner = Made.Mail("photo.jpg", Made.Pe());
        Made.Refused("program-windows", Made.Mail("Content-Type: message/rfc822", inner, "8bit"), "mail.eml");
        var harmless = Made.Mail("notes.txt", Made.Bytes("text"));
        Made.Refused("program-windows", Made.Join(Made.Bytes("From a@example.test Mon Jan  1 00:00:00 2026\r\n"), harmless, Made.Bytes("\r\nFrom b@example.test Mon Jan  1 00:00:00 2026\r\n"), inner), "box.mbox");
    }

    [Fact]
    public void An_attachment_of_the_old_kind_is_looked_into() =>
        Made.Refused("name-program", Made.Bytes("From: a@example.test\r\nSubject: x\r\nDate: Mon, 1 Jan 2026 00:00:00 +0000\r\n\r\nbegin 644 a.exe\r\n#0V%T\r\n`\r\nend\r\n"), "mail.eml", "mail.eml › body.txt › a.exe");

    [Fact]
    public void A_page_attached_is_judged_and_a_page_shown_by_the_mail_less_so()
    {
        Made.Refused("active-page", Made.Mail("invoice.html", Made.Bytes("<html><script>x()</script></html>")), "mail.eml");
        Made.Welcome(Made.Bytes("From: a@example.test\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><a href=\"https://example.test\" onclick=\"x\">hello</a></html>"), "mail.eml");
    }

    [Fact]
    public void An_ordinary_mail_with_pictures_text_and_a_zip_is_welcome()
    {
        Made.Welcome(Made.Mail("logo.png", Made.Png()), "mail.eml");
        Made.Welcome(Made.Mail("iocs.zip", Made.Zip(("iocs.csv", Made.Bytes("a,b\n")))), "mail.eml");
    }

    [Fact]
    public void Boundaries_within_boundaries_end_somewhere()
    {
        var mail = new StringBuilder("From: a@example.test\r\nMIME-Version: 1.0\r\n");
        for (var i = 0; i < 60; i++)
        {
            mail.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\r\n\r\n--b").Append(i).Append("\r\n");
        }

        Made.Refused("too-deep", Made.Bytes(mail.ToString()), "deep.eml");
        var wide = "From: a@example.test\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 2000));
        Made.Refused("too-many", Made.Bytes(wide), "wide.eml");
    }
}
