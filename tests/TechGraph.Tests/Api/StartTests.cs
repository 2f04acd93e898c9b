using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>If the API cannot start, it prints the reason in one line, without a stack trace.</summary>
public sealed class StartTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("techgraph-start-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_port_in_use_is_a_clear_error()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";
        var output = await StartAsync("--urls", address);
        Assert.That(output, Is.EqualTo(
            $"Failed to bind to address {address}: address already in use. Is TechGraph already running? Choose another address with --urls http://127.0.0.1:PORT."));
    }

    [TestCase("nonsense")]
    [TestCase("http://127.0.0.1:99999")]
    [TestCase("ftp://127.0.0.1:1")]
    public async Task An_invalid_address_is_a_clear_error(string url) => Assert.That(
        await StartAsync("--urls", url), Is.EqualTo($"\"{url}\" is not an address to listen on. Give one such as http://127.0.0.1:5080."));

    [Test]
    public async Task A_data_file_of_a_newer_format_is_refused()
    {
        var file = Path.Combine(_folder, "techgraph.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE history (x); PRAGMA user_version = 99;";
            await command.ExecuteNonQueryAsync();
        }

        Assert.That(await StartAsync(), Is.EqualTo(
            $"STORE_NEWER: The data file \"{file}\" has format 99; this version reads up to 2. Use a newer version of TechGraph."));
    }

    [Test]
    public async Task A_data_file_that_is_not_a_database_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "techgraph.db"), "no database at all, only a line of text");
        Assert.That(await StartAsync(), Does.StartWith("STORE_DAMAGED: "));
    }

    [Test]
    public async Task A_data_folder_that_cannot_be_written_is_a_clear_error()
    {
        // Nobody, not even root, can create files below a file.
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        Assert.That(await StartAsync("--TechGraph:Data", Path.Combine(file, "data")), Does.StartWith("STORE_OPEN: ").Or.StartWith("STORE_READ_ONLY: "));
    }

    [Test]
    public async Task A_setting_out_of_range_is_named() => Assert.That(
        await StartAsync("--TechGraph:LockTimeout", "00:05:00"), Does.StartWith("A setting is wrong: ").And.Contain("LockTimeout"));

    [Test]
    public async Task A_setting_of_the_intake_out_of_range_is_named() => Assert.That(
        await StartAsync("--TechGraph:Intake:Workers", "17"), Does.StartWith("A setting is wrong: ").And.Contain("Workers"));

    [Test]
    public async Task A_key_in_place_of_its_hash_is_refused_and_not_shown()
    {
        var output = await StartAsync("--TechGraph:Keys:0:Name", "newsroom", "--TechGraph:Keys:0:Sha256", "the-key-itself", "--TechGraph:Keys:0:Scopes:0", "all");
        Assert.That(output, Does.StartWith("A setting is wrong: ").And.Contain("TechGraph:Keys:0:Sha256 is not a SHA-256 of 64 hexadecimal digits. Give the hash of the key, never the key."));
        Assert.That(output, Does.Contain("TechGraph:Keys:0:Scopes has \"all\", which is not a scope. Use intake.write, intake.read.").And.Not.Contain("the-key-itself"));
    }

    [Test]
    public async Task The_same_key_for_two_names_is_refused()
    {
        var hash = new string('a', 64);
        Assert.That(
            await StartAsync("--TechGraph:Keys:0:Name", "one", "--TechGraph:Keys:0:Sha256", hash, "--TechGraph:Keys:1:Name", "two", "--TechGraph:Keys:1:Sha256", hash.ToUpperInvariant()),
            Does.Contain("TechGraph:Keys has the same key for \"one\" and \"two\", so it does not say who uses it. Give each its own key."));
    }

    [Test]
    public async Task An_invalid_allowed_origin_is_refused() => Assert.That(
        await StartAsync("--TechGraph:AllowedOrigins:0", "https://a.example/path"),
        Does.Contain("TechGraph:AllowedOrigins:0 is \"https://a.example/path\", which is not an origin. Give one such as https://dashboards.example"));

    [Test]
    public async Task Dossiers_with_problems_stop_the_start_of_an_empty_graph()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "one.yaml"), "dossier: one\ntitel: One\n");
        Assert.That(await StartAsync("--TechGraph:Dossiers", _folder), Does.StartWith("Nothing was loaded. Number of problems in the dossiers: 2. The first: ").And.Contain("\"title\" is missing."));
    }

    private async Task<string> StartAsync(params string[] arguments)
    {
        string[] defaults = ["--TechGraph:Data", _folder, "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"];
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Api", "TechGraph.Api.dll", [.. defaults, .. arguments]);
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output.Trim().Split('\n'), Has.Length.EqualTo(1), output);
        return output.Trim();
    }
}
