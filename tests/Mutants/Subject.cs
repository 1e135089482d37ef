namespace Infohub.Mutants;

/// <summary>Files that are mutated, and what their mutants are compiled and judged with.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Mutated">Files to change.</param>
/// <param name="Beside">Files that are compiled with them: their neighbours, and the tests.</param>
/// <param name="Replaces">The assembly that these files stand for as a whole, or empty.</param>
/// <param name="AsksWorlds">Whether the oracle's questions are put as well.</param>
internal sealed record Subject(string Name, string[] Mutated, string[] Beside, string Replaces = "", bool AsksWorlds = false)
{
    public static IReadOnlyList<Subject> All { get; } =
    [
        new("markings", ["libs/Markings/*.cs"], ["tests/Libs.Tests/Markings/*.cs"], "Infohub.Markings"),
        new(
            "masking",
            ["libs/Observables/Masking.cs", "libs/Observables/Scanning/Masks.cs"],
            ["libs/Observables/*.cs", "libs/Observables/*/*.cs", "tests/Libs.Tests/Observables/Masking*.cs", "tests/Libs.Tests/Observables/Texts.cs"],
            "Infohub.Observables"),
        new(
            "kernel",
            ["src/Library/Access/*.cs"],
            ["tests/Answers/Decider.cs", "tests/Modules.Tests/Library/Access/*.cs"],
            "Infohub.Library",
            AsksWorlds: true),
        new(
            "naming",
            ["src/Community/Public/AudienceRules.cs"],
            ["tests/Modules.Tests/TestHub.cs", "tests/Modules.Tests/Community/Village.cs", "tests/Modules.Tests/Community/Audiences/*.cs"]),
        new(
            "containment",
            ["src/Library/Items/Containment.cs"],
            ["tests/Modules.Tests/TestHub.cs", "tests/Modules.Tests/Community/Village.cs", "tests/Modules.Tests/Library/Items/ContainmentTests.cs"]),
    ];

    public IReadOnlyList<string> Files => [.. Mutated.SelectMany(Repository.Find)];

    public IReadOnlyList<string> Sources => [.. Files.Concat(Beside.SelectMany(Repository.Find)).Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<Mutant> Mutants => [.. Files.SelectMany(file => Mutator.Find(file, Repository.Read(file)))];
}
