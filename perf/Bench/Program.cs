using Infohub.Bench;

return await (args switch
{
    ["generate", ..] => Generate.RunAsync(BenchOptions.Parse(args)),
    ["drive", ..] => Drive.RunAsync(BenchOptions.Parse(args)),
    ["inside", ..] => Inside.RunAsync(BenchOptions.Parse(args)),
    ["start", ..] => Start.RunAsync(BenchOptions.Parse(args)),
    ["all", ..] => All.RunAsync(BenchOptions.Parse(args)),
    ["objects-out", ..] => ObjectsOut.RunAsync(BenchOptions.Parse(args)),
    ["taxii", ..] => Taxii.RunAsync(BenchOptions.Parse(args)),
    ["objects", ..] => Objects.RunAsync(BenchOptions.Parse(args)),
    ["bundle", ..] => Bundle.RunAsync(BenchOptions.Parse(args)),
    ["hostile", ..] => Hostile.RunAsync(BenchOptions.Parse(args)),
    ["kernel", ..] => Task.FromResult(Kernel.Run()),
    ["extract", ..] => Task.FromResult(Extract.Run()),
    ["patterns", ..] => Task.FromResult(Patterns.Run()),
    ["stix", ..] => StixObjects.RunAsync(),
    _ => Task.FromResult(BenchOptions.Help()),
});
