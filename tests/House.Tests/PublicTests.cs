using System.Text.RegularExpressions;

namespace Infohub.House.Tests;

/// <summary>A module shows others its Public folder and its module file, no more. (Platform is the floor: all of it is there to be used.)</summary>
public sealed partial class PublicTests
{
    /// <summary>Folder or file → why something in it is public. A line that is not needed any more fails too.</summary>
    private static readonly (string Where, string Why)[] Allowed =
    [
        ("Community/Circles/", "use cases that the script of the demo performs"),
        ("Community/Clients/", "use cases that the script of the demo performs"),
        ("Community/Governance/Elevations.cs", "use cases of other modules ask whether an act was granted by a second officer"),
        ("Community/Keys/", "use cases that the script of the demo performs"),
        ("Community/Organisations/", "use cases that the script of the demo performs"),
        ("Community/People/", "use cases that the script of the demo performs"),
        ("Community/Seals/", "what is sealed is sealed and opened with the officers' keys by the module that keeps it"),
        ("Community/Settings/", "use cases that the script of the demo performs"),
        ("Community/Viewers/", "makes viewers without a request, for work in the background and for feeds"),
        ("Library/Access/", "the kernel of the law, asked by the oracle's driver"),
        ("Library/Erasures/", "a restore replays what was erased since"),
        ("Library/Files/", "modules above keep files with what they write"),
        ("Library/Items/", "modules above write items of their own kinds"),
        ("Library/Objects/", "modules above have items carry objects"),
        ("Library/Readings/", "the host empties it by the clock"),
        ("Library/Seals/", "modules above ask whether an author can be sealed, and tell the author of an opening"),
        ("Library/Search/", "the host fills it by the clock"),
        ("Sharing/Comments/", "use cases that the script of the demo performs"),
        ("Sharing/Passing/", "use cases that the script of the demo performs"),
        ("Sharing/Guidance/", "use cases that the script of the demo performs"),
        ("Sharing/Posts/", "use cases that the script of the demo performs"),
        ("Sharing/Disclosures/", "use cases that the script of the demo performs"),
        ("Sharing/Feeds/", "use cases that the script of the demo performs"),
        ("Sharing/Moderation/", "use cases that the script of the demo performs"),
        ("Sharing/Record/", "the wire's records are named by the description of the REST interface"),
        ("Sharing/Api/", "the wire's records are named by the description of the REST interface"),
        ("Sharing/Home/CardView.cs", "the card that pages of other modules show too"),
        ("Demo/", "what the command line calls"),
    ];

    [Fact]
    public void Only_what_stands_in_Public_is_public()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var strays = new List<string>();
        foreach (var file in Repository.Under("src/", ".cs").Where(f => f.Module is not ("Platform" or "") && !f.Path.Contains("/Public/", StringComparison.Ordinal) && !f.Name.EndsWith("Module.cs", StringComparison.Ordinal)))
        {
            var types = PublicTypes().Matches(file.Text).Select(m => m.Groups[1].Value).ToList();
            if (types.Count > 0 && Allowed.FirstOrDefault(a => file.Path.StartsWith("src/" + a.Where, StringComparison.Ordinal)).Where is { } where)
            {
                used.Add(where);
            }
            else if (types.Count > 0)
            {
                strays.Add($"{file.Path}: {string.Join(", ", types)}");
            }
        }

        var idle = Allowed.Where(a => !used.Contains(a.Where)).Select(a => $"not needed any more: {a.Where}");
        Assert.True(strays.Count == 0 && !idle.Any(), string.Join('\n', strays.Concat(idle)));
    }

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref) )*(?:class|struct|interface|enum|record(?: struct| class)?|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicTypes();
}
