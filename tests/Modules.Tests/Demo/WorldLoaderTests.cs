using System.Diagnostics;
using System.Text.Json;
using Infohub.Demo.Script;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Modules.Tests.Demo;

public sealed class WorldLoaderTests
{
    private const string World =
        """
        {"act":"community","at":-900,"amberClients":false,"terms":"first"}
        {"act":"organisation","at":-800,"name":"o1","kind":"member","sectors":["finance"],"seats":5,"state":"active"}
        {"act":"person","at":-700,"name":"p1","organisation":"o1","roles":["organisation-administrator"],"state":"active"}
        {"act":"person","at":-700,"name":"p2","organisation":"o1","roles":[],"state":"active"}
        {"act":"key","at":-690,"name":"k1","by":"p1","of":"person","scopes":["read","write"],"networks":[],"expires":null,"circles":[],"circlesOnly":false}
        {"act":"share","at":-600,"name":"i1","by":"p1","kind":"question","label":"TLP:RED","audience":[{"part":"community"}],"title":"t","body":"b"}
        {"act":"comment","at":-500,"name":"m1","item":"i1","by":"p1","body":"b"}
        {"act":"share","at":-400,"name":"i2","key":"k1","kind":"question","label":"TLP:GREEN","audience":[{"part":"community"}],"title":"t","body":"b"}
        {"act":"person-state","at":-300,"person":"p2","state":"suspended"}
        {"act":"comment","at":-200,"name":"m2","item":"i2","by":"p2","body":"b"}
        {"act":"new-terms","at":-100,"terms":"second"}
        {"act":"comment","at":-90,"name":"m3","item":"i2","by":"p1","body":"b"}
        {"act":"terms","at":-80,"by":"p1"}
        {"act":"comment","at":-70,"name":"m4","item":"i2","by":"p1","body":"b"}
        """;

    private static string OracleFolder => Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "tests", "Oracle");

    [Theory]
    [MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Each_act_has_its_result_line(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        var results = new StringWriter();
        var report = await new WorldLoader(hub.Services).RunAsync(World.Split('\n').Select(WorldFile.Parse), results, TestContext.Current.CancellationToken);

        var lines = results.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(14, report.Acts);
        Assert.Equal(Enumerable.Range(1, 14), lines.Select(l => l.GetProperty("line").GetInt32()));
        Assert.Equal([6, 7, 10, 12], lines.Where(l => !l.GetProperty("ok").GetBoolean()).Select(l => l.GetProperty("line").GetInt32()));
        Assert.Equal("p1@o1.example", lines[2].GetProperty("email").GetString());
        Assert.StartsWith("ih", lines[4].GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal("label-above-audience", lines[5].GetProperty("code").GetString());
        Assert.Equal("unknown-name", lines[6].GetProperty("code").GetString());
        Assert.Equal("SignIn", lines[9].GetProperty("kind").GetString());
        Assert.Equal("SignIn", lines[11].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("""{"act":"fly","at":0}""")]
    [InlineData("""{"act":"terms","at":0,"by":"p1","why":"no"}""")]
    [InlineData("""{"act":"terms","by":"p1"}""")]
    [InlineData("""{"act":"comment","at":0,"item":"i1","body":"b","body":"c","name":"m1"}""")]
    public void What_is_no_act_is_not_read(string line) => Assert.ThrowsAny<JsonException>(() => WorldFile.Parse(line));

    /// <summary>Random worlds of the oracle: it predicts each act's answer from the law alone.</summary>
    [Theory(Explicit = true)]
    [InlineData(Engine.Sqlite, "medium")]
    [InlineData(Engine.Postgres, "medium")]
    public async Task The_oracle_agrees_with_every_act(Engine engine, string size)
    {
        await using var hub = await StartAsync(engine);
        var folder = Directory.CreateTempSubdirectory("infohub-world-").FullName;
        try
        {
            var (world, results) = (Path.Combine(folder, "world.jsonl"), Path.Combine(folder, "results.jsonl"));
            await NodeAsync($"generate.mjs --seed {Environment.GetEnvironmentVariable("INFOHUB_TEST_SEED") ?? "1"} --size {size} > {world}");
            await using (var writer = new StreamWriter(results))
            {
                var report = await new WorldLoader(hub.Services).RunAsync(WorldFile.ReadAsync(world, TestContext.Current.CancellationToken), writer, TestContext.Current.CancellationToken);
                TestContext.Current.SendDiagnosticMessage("{0}: {1} acts in {2} ms", engine, report.Acts, (long)report.Took.TotalMilliseconds);
            }

            var (exit, said) = await NodeAsync($"drive.mjs --world {world} --results {results}");
            Assert.True(exit == 0, said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<TestHub> StartAsync(Engine engine) => TestHub.StartAsync(engine, services =>
    {
        services.AddSingleton<TimeProvider>(new ScriptClock(new TestClock()));
        services.AddSingleton<IIdSource>(new ScriptIds());
    });

    private static async Task<(int Exit, string Said)> NodeAsync(string arguments)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", "node " + arguments]) { WorkingDirectory = OracleFolder, RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, said);
    }
}
