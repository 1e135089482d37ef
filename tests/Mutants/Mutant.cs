using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Infohub.Mutants;

/// <summary>One small change of one file.</summary>
/// <param name="File">From the root of the repository.</param>
/// <param name="Member">The rule, method or list in which it lies.</param>
/// <param name="Change">Old text, arrow, new text; numbered where the same change is possible twice in a member.</param>
/// <param name="Place">What is replaced in the file's text.</param>
/// <param name="Instead">By what.</param>
internal sealed record Mutant(string File, string Member, string Change, TextSpan Place, string Instead)
{
    public string Key => $"{File} | {Member} | {Change}";

    public string ApplyTo(string text) => text[..Place.Start] + Instead + text[Place.End..];

    /// <summary>On one line, its middle left out where it is long.</summary>
    public static string Shorten(string text)
    {
        var line = Regex.Replace(text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)).Trim();
        return line.Length <= 110 ? line : line[..60] + " … " + line[^45..];
    }
}
