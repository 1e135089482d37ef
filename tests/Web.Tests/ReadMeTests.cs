using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>What README.md shows is run as it stands there, in a directory where the hub's data are in ./data.</summary>
[Collection(InBrowser.Name)]
public sealed partial class ReadMeTests(Browser browser) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("infohub-readme-").FullName;

    [Fact]
    public async Task The_example_posts_a_warning_by_one_key_and_reads_it_by_another()
    {
        var example = Blocks("bash")[0];
        Assert.True(example.Split('\n').Length <= 11, "The example is to stay short.");
        var answers = await RunAsync([example, Blocks("bash")[1]]);
        Assert.Equal(4, answers.Count);
        var post = answers[1];
        Assert.Equal(answers[0].GetProperty("id").GetString(), post.GetProperty("id").GetString());
        Assert.Equal(("TLP:GREEN", "shared", "early-warning"), (Text(post, "label"), Text(post, "state"), Text(post, "kind")));
        Assert.Equal("A copy of our sign-in page", Text(post, "title"));
        Assert.Equal("It stands at hxxps://signin[.]harbour-desk[.]example and 203[.]0[.]113[.]7.", Text(post, "body"));
        Assert.Equal(
            ["Url https://signin.harbour-desk.example", "IPv4 203.0.113.7"],
            post.GetProperty("observables").EnumerateArray().Select(o => Text(o, "kind") + " " + Text(o, "value")));
        var people = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(browser.Hub.Data, "demo-accounts.json"))).RootElement.GetProperty("people").EnumerateArray().ToList();
        var reader = people.Single(p => Text(p, "email").StartsWith("daniel.ho@", StringComparison.Ordinal));
        Assert.NotEqual(Text(reader, "organisation"), Text(post.GetProperty("organisation"), "name"));
        Assert.Equal((1, 0), (answers[2].GetProperty("taken").GetInt32(), answers[2].GetProperty("refused").GetInt32()));
        Assert.Equal(["IPv4", "Domain"], answers[3].GetProperty("values").EnumerateArray().Select(v => Text(v, "kind")));
    }

    [Fact]
    public async Task A_SIEM_takes_indicators_adds_one_and_looks_values_up()
    {
        var answers = (await RunAsync(Blocks("bash"))).Skip(4).ToList();
        Assert.Equal(6, answers.Count);
        // What was said in a circle connects for who reads it alone.
        Assert.Equal([2, 0], answers[1..3].Select(a => a.GetProperty("values")[0].GetProperty("objects").GetInt32()));
        answers = answers[3..];
        var taken = answers[0].GetProperty("objects").EnumerateArray().ToList();
        Assert.Equal(3, taken.Count);
        Assert.All(taken, o => Assert.Equal("indicator", Text(o, "type")));
        Assert.Equal((1, 0), (answers[1].GetProperty("success_count").GetInt32(), answers[1].GetProperty("failure_count").GetInt32()));
        var values = answers[2].GetProperty("values").EnumerateArray().ToList();
        Assert.Equal(["IPv4", "Cve"], values.Select(v => Text(v, "kind")));
        Assert.All(values, v => Assert.True(v.GetProperty("objects").GetInt32() > 0));
    }

    [Fact]
    public async Task Each_key_of_the_demo_finds_a_collection_that_holds_objects()
    {
        var people = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(browser.Hub.Data, "demo-accounts.json"))).RootElement.GetProperty("people").EnumerateArray();
        using var client = new HttpClient { BaseAddress = new Uri(browser.Hub.Address) };
        var keys = 0;
        foreach (var person in people.Where(p => p.GetProperty("apiKey").ValueKind == JsonValueKind.String))
        {
            keys++;
            var collections = (await GetAsync("/taxii2/tlp2/collections/", person)).GetProperty("collections").EnumerateArray().Select(c => Text(c, "id")).ToList();
            var found = false;
            foreach (var id in collections)
            {
                found = found || (await GetAsync($"/taxii2/tlp2/collections/{id}/objects/?limit=1&match[type]=indicator", person)).TryGetProperty("objects", out var objects) && objects.GetArrayLength() > 0;
            }

            Assert.True(found, Text(person, "email"));
        }

        Assert.True(keys >= 10, $"{keys} keys");

        async Task<JsonElement> GetAsync(string path, JsonElement person)
        {
            var account = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Text(person, "email")}:{Text(person, "apiKey")}"));
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Authorization", "Basic " + account } } };
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        }
    }

    [Fact]
    public async Task The_words_of_run_do_what_the_table_says()
    {
        var readMe = await File.ReadAllTextAsync(Path.Combine(HubProcess.Root, "README.md"));
        var email = browser.Hub.Accounts[^4].Email;
        foreach (var (shown, expected) in ((string, string)[])[("./run code EMAIL", "^[0-9]{6}$"), ("./run audit verify", "[0-9]")])
        {
            Assert.Contains("`" + shown + "`", readMe, StringComparison.Ordinal);
            var (code, said) = await RunAsync($"cd '{HubProcess.Root}' && {shown.Replace("EMAIL", email, StringComparison.Ordinal)} --data '{browser.Hub.Data}'");
            Assert.True(code == 0, $"{shown}: {said}");
            Assert.Matches(expected, said.Trim());
        }
    }

    [Fact]
    public void The_list_of_demo_accounts_has_the_fields_that_programs_look_for()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(browser.Hub.Data, "demo-accounts.json")));
        Assert.Equal(browser.Hub.Address, Text(file.RootElement, "baseUrl"));
        var people = file.RootElement.GetProperty("people").EnumerateArray().ToList();
        Assert.True(people.Count > 20);
        foreach (var person in people)
        {
            Assert.All((string[])["email", "password", "totpSecret", "organisation"], name => Assert.NotEqual("", Text(person, name)));
            Assert.All((string[])["roles", "circles"], name => Assert.All(person.GetProperty(name).EnumerateArray(), word => Assert.Equal(JsonValueKind.String, word.ValueKind)));
            var (key, ceiling) = (person.GetProperty("apiKey"), person.GetProperty("apiKeyCeiling"));
            Assert.Equal(key.ValueKind, ceiling.ValueKind);
            Assert.True(key.ValueKind == JsonValueKind.Null || (key.GetString()!.StartsWith("ihk_", StringComparison.Ordinal) && ceiling.GetString()!.StartsWith("TLP:", StringComparison.Ordinal)));
        }

        Assert.Contains(people, p => p.GetProperty("apiKey").ValueKind == JsonValueKind.String);
    }

    /// <summary>The examples as they stand there, one after the other in one shell.</summary>
    private async Task<List<JsonElement>> RunAsync(IReadOnlyList<string> examples)
    {
        Directory.CreateSymbolicLink(Path.Combine(directory, "data"), browser.Hub.Data);
        var (code, said) = await RunAsync("set -euo pipefail\n" + string.Join('\n', examples));
        Assert.True(code == 0, said);
        return Answers(said);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static string Text(JsonElement thing, string name) => thing.GetProperty(name).GetString()!;

    private static List<string> Blocks(string language) =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(HubProcess.Root, "README.md"))).Where(m => m.Groups[1].Value == language).Select(m => m.Groups[2].Value)];

    /// <summary>The JSON documents of an output, one after the other.</summary>
    private static List<JsonElement> Answers(string said)
    {
        var answers = new List<JsonElement>();
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(said), new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            answers.Add(JsonElement.ParseValue(ref reader));
        }

        return answers;
    }

    private async Task<(int Code, string Said)> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = directory, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        return (bash.ExitCode, bash.ExitCode == 0 ? await said : await said + await complained);
    }

    [GeneratedRegex("^```([a-z]+)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
