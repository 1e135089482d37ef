using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Infohub.Mutants;

/// <summary>
/// Compiles the files of one subject, with the tests that read them, into one small assembly: milliseconds for each mutant, where a build takes many seconds.
/// Types of the same name that the house has already step back behind the source.
/// </summary>
internal sealed class Mill
{
    // the modules open their inner rooms to the tests under this name
    private const string Name = "Infohub.Modules.Tests";

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Xunit;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14);
    private readonly Dictionary<string, SyntaxTree> trees;
    private readonly CSharpCompilation whole;

    public Mill(Subject subject)
    {
        trees = subject.Sources.ToDictionary(file => file, file => Parse(Repository.Read(file), file), StringComparer.Ordinal);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is var name && name != subject.Replaces && name is not ("Infohub.Answers" or "Infohub.Mutants"))
            .Select(path => MetadataReference.CreateFromFile(path));
        whole = CSharpCompilation.Create(
            Name,
            [Parse(Usings, "Usings.cs"), .. trees.Values],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The assembly in a context of its own, or the errors; null for the files as they are.</summary>
    public (Assembly? Assembly, string Errors) Make(Mutant? mutant)
    {
        var made = mutant is null ? whole : whole.ReplaceSyntaxTree(trees[mutant.File], Parse(mutant.ApplyTo(trees[mutant.File].ToString()), mutant.File));
        using var stream = new MemoryStream();
        var result = made.Emit(stream);
        if (!result.Success)
        {
            return (null, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        }

        stream.Position = 0;
        return (new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream), "");
    }

    private static SyntaxTree Parse(string text, string file) => CSharpSyntaxTree.ParseText(text, Parsing, file);
}
