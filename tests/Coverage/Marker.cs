using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Infohub.Coverage;

/// <summary>A place in the code that says when it is reached.</summary>
internal sealed record Point(string Project, string File, int From, int To);

/// <summary>Writes a mark before each statement of an assembly, where its symbols say that one begins.</summary>
internal sealed class Marker(string root)
{
    private const int Hidden = 0xFEEFEE;

    private readonly List<Point> points = [];

    public IReadOnlyList<Point> Points => points;

    public void Mark(string project, string file)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(file));
        var reading = new ReaderParameters { ReadSymbols = true, InMemory = true, AssemblyResolver = resolver };
        using var module = ModuleDefinition.ReadModule(file, reading);
        var mark = module.ImportReference(typeof(StartupHook).GetMethod(nameof(StartupHook.Mark)));
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(m => m.HasBody && m.DebugInformation.HasSequencePoints))
        {
            Mark(project, method, mark);
        }

        module.Write(file);
    }

    private void Mark(string project, MethodDefinition method, MethodReference mark)
    {
        var places = method.DebugInformation.SequencePoints.Where(s => s.StartLine != Hidden && IsOurs(s.Document.Url)).ToDictionary(s => s.Offset);
        var body = method.Body;
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        foreach (var instruction in body.Instructions.ToList())
        {
            if (!places.TryGetValue(instruction.Offset, out var place))
            {
                continue;
            }

            var load = il.Create(OpCodes.Ldc_I4, points.Count);
            il.InsertBefore(instruction, load);
            il.InsertBefore(instruction, il.Create(OpCodes.Call, mark));
            Redirect(body, instruction, load);
            points.Add(new Point(project, Path.GetRelativePath(root, place.Document.Url), place.StartLine, place.EndLine));
        }

        body.OptimizeMacros();
    }

    /// <summary>Whoever jumped to the statement jumps to its mark.</summary>
    private static void Redirect(MethodBody body, Instruction from, Instruction to)
    {
        foreach (var instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target when target == from:
                    instruction.Operand = to;
                    break;
                case Instruction[] targets:
                    instruction.Operand = targets.Select(t => t == from ? to : t).ToArray();
                    break;
            }
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = handler.TryStart == from ? to : handler.TryStart;
            handler.TryEnd = handler.TryEnd == from ? to : handler.TryEnd;
            handler.HandlerStart = handler.HandlerStart == from ? to : handler.HandlerStart;
            handler.HandlerEnd = handler.HandlerEnd == from ? to : handler.HandlerEnd;
            handler.FilterStart = handler.FilterStart == from ? to : handler.FilterStart;
        }
    }

    /// <summary>Written by hand, in C#: neither what a generator made nor the pages, which the browser tests look at as a reader does.</summary>
    private bool IsOurs(string path) =>
        path.StartsWith(Path.Combine(root, "src") + Path.DirectorySeparatorChar, StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal);
}
