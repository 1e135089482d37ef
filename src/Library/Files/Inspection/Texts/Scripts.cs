using System.Text;
using System.Text.RegularExpressions;

namespace Infohub.Library.Files.Inspection.Texts;

/// <summary>
/// Tells a script as a whole from text that mentions or quotes one: either the first line says so, or nearly
/// every line is code. Rules for detection (YARA, Sigma) quote scripts and are welcome.
/// </summary>
internal static partial class Scripts
{
    private const int Sample = 256 << 10;
    private const int FewestLines = 3;

    private static readonly byte[][] Openings =
    [
        [.. "@echo off"u8], [.. "@echo on"u8], [.. "@setlocal"u8], [.. "<?php"u8], [.. "<?="u8], [.. "<%@"u8], [.. "<%"u8], [.. "<jsp:"u8], [.. "#@~^"u8], [.. "GIF89a<?php"u8],
    ];

    public static bool Is(ReadOnlySpan<byte> text, ContentKind kind, PieceKind piece)
    {
        if (IsShebang(text) || HasOpening(text))
        {
            return true;
        }

        // a mail that quotes a script in its text is a mail
        return kind == ContentKind.Text && piece == PieceKind.File && IsCode(text[..Math.Min(text.Length, Sample)]);
    }

    private static bool IsShebang(ReadOnlySpan<byte> text) => text.StartsWith("#!"u8) && text[2..].TrimStart((byte)' ').StartsWith("/"u8);

    private static bool HasOpening(ReadOnlySpan<byte> text)
    {
        foreach (var opening in Openings)
        {
            if (text.Length >= opening.Length && Ascii.EqualsIgnoreCase(text[..opening.Length], opening))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCode(ReadOnlySpan<byte> text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        if (lines.Count < FewestLines || lines.Exists(l => DetectionRule().IsMatch(l)))
        {
            return false;
        }

        return Mostly(lines, PowerShellLine(), PowerShellMark()) || Mostly(lines, VisualBasicLine(), VisualBasicMark()) || Mostly(lines, ScriptHostLine(), ScriptHostMark());
    }

    private static bool Mostly(List<string> lines, Regex line, Regex mark) =>
        lines.Exists(l => mark.IsMatch(l)) && lines.Count(l => line.IsMatch(l)) is var code && code >= FewestLines && code * 10 >= lines.Count * 8;

    [GeneratedRegex(@"^(?:(?:private |global )*rule \w+|condition:|detection:|logsource:|alert (?:tcp|udp|http|dns|ip) )", RegexOptions.NonBacktracking)]
    private static partial Regex DetectionRule();

    [GeneratedRegex(@"^(?:\$[\w:]+\s*(?:=|\+=|\.|\[)|function\s|param\s*\(|\[[\w.]+\]::|[{}()]|(?:if|foreach|for|while|switch)\s*\(|(?:try|catch|else|finally|process|begin|end)\b\s*\{?|#|<#|(?:iex|return|break|continue|throw|exit)\b|&\s|(?:Invoke|New|Get|Set|Start|Stop|Add|Remove|Write|Import|Out|Test|Expand|Register|Copy|Move|Select|Where|ForEach|Sleep|Enable|Disable)-[A-Za-z]+|\.\s?\\)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex PowerShellLine();

    [GeneratedRegex(@"^(?:\$[\w:]+\s*\+?=|param\s*\(|function\s+[A-Za-z]+-[A-Za-z]+)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex PowerShellMark();

    [GeneratedRegex(@"^(?:Dim |Set \w+ ?=|On Error |Option Explicit|(?:Private |Public )?(?:Sub|Function) |End |If .* Then|ElseIf |Else|For |Next|Do |Do$|Loop|While |Wend|Select |Case |Const |Call |Exit |Execute|WScript\.|[\w.]+(?:\([^)]*\))? ?= |\w+\.\w+|')", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex VisualBasicLine();

    [GeneratedRegex(@"CreateObject ?\(|WScript\.|GetObject ?\(", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex VisualBasicMark();

    [GeneratedRegex(@"(?:[;{}(,+]|\*/)$|^(?:var |let |const |function |//|/\*|\*|if ?\(|for ?\(|while ?\(|return\b|try\b|[})\]])", RegexOptions.NonBacktracking)]
    private static partial Regex ScriptHostLine();

    [GeneratedRegex(@"ActiveXObject|WScript\.|WSH\.|GetObject\(", RegexOptions.NonBacktracking)]
    private static partial Regex ScriptHostMark();
}
