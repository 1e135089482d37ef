using System.Reflection;
using Infohub.Platform.Data;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Infohub.Mutants;

/// <summary>The test methods of an assembly as judges, on SQLite.</summary>
internal static class TestJudges
{
    public static IEnumerable<Judge> Of(Assembly unchanged) =>
        from type in unchanged.GetTypes()
        where type is { IsAbstract: false, IsClass: true }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is not null
        select new Judge($"{type.Name}.{method.Name}", assembly => RunAsync(assembly.GetType(type.FullName!)!, method.Name));

    private static async Task<string?> RunAsync(Type type, string name)
    {
        var method = type.GetMethod(name)!;
        try
        {
            foreach (var row in await RowsAsync(method))
            {
                if (!row.Contains(Engine.Postgres))
                {
                    await RunAsync(type, method, row);
                }
            }

            return null;
        }
        catch (Exception exception)
        {
            return Mutant.Shorten((exception as TargetInvocationException)?.InnerException?.Message ?? exception.Message);
        }
    }

    private static async Task RunAsync(Type type, MethodInfo method, object?[] row)
    {
        var test = Activator.CreateInstance(type);
        try
        {
            switch (method.Invoke(test, row))
            {
                case Task task:
                    await task;
                    break;
                case ValueTask task:
                    await task;
                    break;
            }
        }
        finally
        {
            if (test is IAsyncDisposable later)
            {
                await later.DisposeAsync();
            }

            (test as IDisposable)?.Dispose();
        }
    }

    private static async Task<IReadOnlyList<object?[]>> RowsAsync(MethodInfo method)
    {
        if (method.GetParameters().Length == 0)
        {
            return [[]];
        }

        var rows = new List<object?[]>();
        await using var disposal = new DisposalTracker();
        foreach (var source in method.GetCustomAttributes().OfType<IDataAttribute>())
        {
            // asked outside of a run, MemberData does not know the class it stands in
            var data = source is MemberDataAttribute member
                ? ((System.Collections.IEnumerable)(member.MemberType ?? method.DeclaringType!).GetProperty(member.MemberName)!.GetValue(null)!).Cast<ITheoryDataRow>()
                : await source.GetData(method, disposal);
            rows.AddRange(data.Select(row => row.GetData()));
        }

        return rows.Count > 0 ? rows : throw new InvalidOperationException($"{method.Name} has no rows.");
    }
}
