using System.Reflection;
using System.Runtime.CompilerServices;
using Infohub.Detection;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.PdfText;
using Infohub.Stix.Patterns;
using Infohub.Taxii.Wire;

namespace Infohub.Libs.Tests;

/// <summary>What the libraries promise to others, as it was approved: a change of it is seen in the review.</summary>
public sealed class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string, Assembly> Libraries => new() { { "Detection", typeof(Indicator).Assembly }, { "Markings", typeof(Tlp).Assembly }, { "Observables", typeof(ObservableKind).Assembly }, { "PdfText", typeof(PdfReader).Assembly }, { "Stix", typeof(Pattern).Assembly }, { "Taxii", typeof(TaxiiMedia).Assembly } };

    [Theory, MemberData(nameof(Libraries), DisableDiscoveryEnumeration = true)]
    public void The_public_surface_is_the_approved_one(string library, Assembly assembly)
    {
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "libs", library, "PublicApi.txt");
        var now = assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(Lines).ToList();
        if (Environment.GetEnvironmentVariable("INFOHUB_APPROVE") == "1")
        {
            File.WriteAllLines(file, now);
        }

        var approved = File.ReadAllLines(file);
        Assert.Equal(
            ("", ""),
            (string.Join('\n', now.Except(approved, StringComparer.Ordinal)), string.Join('\n', approved.Except(now, StringComparer.Ordinal))));
    }

    private static IEnumerable<string> Lines(Type type)
    {
        yield return $"{Form(type)} {Name(type)}{(type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) ? " : " + Name(b) : "")}";
        var members = type.IsEnum
            ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}")
            : type.GetMembers(Declared).Where(m => m is not MethodInfo { IsSpecialName: true } and not Type && m.GetCustomAttribute<CompilerGeneratedAttribute>() is null).Select(Said);
        foreach (var member in members.Order(StringComparer.Ordinal))
        {
            yield return $"  {Name(type)}.{member}";
        }
    }

    private static string Said(MemberInfo member) => member switch
    {
        ConstructorInfo c => $"new({Parameters(c)})",
        MethodInfo m => $"{m.Name}{(m.IsGenericMethod ? "<" + string.Join(", ", m.GetGenericArguments().Select(Name)) + ">" : "")}({Parameters(m)}) : {Name(m.ReturnType)}{(m.IsStatic ? ", static" : "")}",
        PropertyInfo p => $"{p.Name} : {Name(p.PropertyType)}{(p.GetMethod?.IsPublic == true ? " get" : "")}{(p.SetMethod?.IsPublic == true ? " set" : "")}{((p.GetMethod ?? p.SetMethod)!.IsStatic ? ", static" : "")}",
        FieldInfo f => $"{f.Name} : {Name(f.FieldType)}{(f.IsLiteral ? " = " + f.GetRawConstantValue() : "")}{(f.IsStatic ? ", static" : "")}",
        _ => member.ToString()!,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + (p.RawDefaultValue ?? "null") : "")}"));

    private static string Form(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        }

        var plain = type.IsNested && !type.IsGenericParameter ? Name(type.DeclaringType!) + "." + type.Name : type.Name;
        return type.IsGenericType ? $"{plain.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : plain;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
