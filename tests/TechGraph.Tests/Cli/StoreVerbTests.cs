using System.Text.Json;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary>Output and exit codes of the verbs that read or copy a store, run as a user runs them.</summary>
public sealed class StoreVerbTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public async Task Load()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-verbs-").FullName;
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "load", Repository.Of("ingest", "dossiers"), "--data", Data);
        Assert.That(code, Is.Zero, output);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    private string Data => Path.Combine(_folder, "data");

    [Test]
    public async Task Search_lists_entities_in_columns()
    {
        var (code, output) = await Run("search", "benchmark");
        Assert.That((code, output), Is.EqualTo((0, Lines(
            "id                  kind      name                            matched",
            "benchmark-vc        investor  Benchmark                       Benchmark",
            "benchmark-minerals  research  Benchmark Mineral Intelligence  Benchmark Mineral Intelligence"))));
    }

    [Test]
    public async Task Search_gives_JSON()
    {
        var (code, output) = await Run("search", "benchmark", "--first", "5", "--json");
        Assert.That(code, Is.Zero);
        Assert.That(JsonDocument.Parse(output).RootElement.EnumerateArray().Select(hit => hit.GetProperty("id").GetString()), Is.EqualTo(["benchmark-vc", "benchmark-minerals"]));
    }

    [Test]
    public async Task An_incomplete_search_result_says_so_and_exits_with_4()
    {
        var (code, output) = await Run("search", "benchmark", "--first", "1");
        Assert.That(code, Is.EqualTo(4));
        Assert.That(output, Does.EndWith(Lines("More than 1 entity matches. List more with --first.")));
    }

    [Test]
    public async Task A_search_without_a_match_exits_with_3() =>
        Assert.That(await Run("search", "nobodyatall"), Is.EqualTo((3, Lines("No entity has a name like \"nobodyatall\"."))));

    [Test]
    public async Task A_search_for_no_letter_and_no_digit_is_a_wrong_command_line() =>
        Assert.That(await Run("search", " - "), Is.EqualTo((2, Lines("\" - \" has no letter or digit to search for. Give a name or a part of one."))));

    [TestCase("NOT_FOUND: There is no kind of deal \"acquisitio\". Did you mean \"acquisition\"?", 3, "acquisitio")]
    [TestCase("NOT_FOUND: There is no kind of deal \"company\".", 3, "company")]
    [TestCase("NOT_FOUND: There is no kind of deal \"\".", 3, "")]
    [TestCase("BAD_QUERY: \"review\" is an act; only deals are hops.", 2, "review")]
    public async Task A_kind_that_is_not_a_deal_is_named(string message, int code, string kind) =>
        Assert.That(await Run("paths", "origin:CN", "based_in:US", "--final", kind), Is.EqualTo((code, Lines(message))));

    [Test]
    public async Task A_judgement_or_withdrawal_of_an_unknown_record_exits_with_3()
    {
        Assert.That(await Run("judge", "manus", "nobody", "same"), Is.EqualTo((3, Lines("CUR002: There is no entity \"nobody\"."))));
        Assert.That(await Run("withdraw", "claim/none", "--reason", "x"), Is.EqualTo((3, Lines("CUR002: There is no entity or claim \"claim/none\" to withdraw."))));
    }

    [TestCase("load")]
    [TestCase("check")]
    public async Task A_file_that_does_not_exist_and_a_folder_without_dossiers_exit_with_3(string verb)
    {
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        foreach (var (path, problem) in ((string, string)[])[
            (Path.Combine(_folder, "nothing.yaml"), "LOAD001: The file or folder does not exist. Correct the path."), (empty, "LOAD005: The folder has no dossiers (.yaml, .yml). Correct the path.")])
        {
            string[] arguments = verb == "load" ? [verb, path, "--prune", "--data", Data] : [verb, path];
            var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", arguments);
            Assert.That((code, output), Is.EqualTo((3, Lines(
                $"{path}(1,1): error {problem}", verb == "load" ? "Nothing was loaded: 1 problem." : "1 problem in 0 dossiers."))));
        }
    }

    [Test]
    public async Task Show_and_search_read_a_recorded_version()
    {
        Assert.That((await Run("show", "manus", "--recorded", "1")).Code, Is.Zero);
        Assert.That((await Run("show", "manus", "--recorded", "0")).Code, Is.EqualTo(3), "Before the first load there was none.");
        Assert.That((await Run("search", "manus", "--recorded", "2020-01-01")).Code, Is.EqualTo(3));
        var (late, output) = await Run("search", "manus", "--recorded", "99");
        Assert.That((late, output), Is.EqualTo((3, Lines("STORE_BEHIND: The store is at version 1; version 99 was requested."))));
    }

    [Test]
    public async Task An_invalid_recorded_point_exits_with_2()
    {
        var (code, output) = await Run("paths", "origin:CN", "based_in:US", "--recorded", "yesterday");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("--recorded: \"yesterday\" is not a version (12), a day (2026-11-24) or a moment (2026-11-24T18:00:00Z)."));
    }

    [Test]
    public async Task Suggest_lists_possible_duplicates_with_the_reason()
    {
        var (code, output) = await Run("suggest", "arm");
        Assert.That((code, output), Is.EqualTo((0, Lines(
            "one  other      reason  explanation",
            "arm  arm-china  words   \"Arm China\" begins with \"Arm\""))));
    }

    [Test]
    public async Task An_incomplete_list_of_suggestions_says_so_and_exits_with_4()
    {
        var (code, output) = await Run("suggest", "--first", "1", "--json");
        Assert.That(code, Is.EqualTo(4));
        Assert.That(output, Does.Match("There are [0-9]+ pairs. List more with --first."));
    }

    [Test]
    public async Task Suggest_for_an_unknown_entity_exits_with_3() =>
        Assert.That(await Run("suggest", "nobody"), Is.EqualTo((3, Lines("There is no entity \"nobody\". Find it with: techgraph search"))));

    [Test]
    public async Task Show_gives_the_record_with_its_claims()
    {
        var (code, output) = await Run("show", "manus-meta-acquisition");
        var shown = JsonDocument.Parse(output).RootElement;
        Assert.That((code, shown.GetProperty("kind").GetString(), shown.GetProperty("record").GetProperty("kind").GetString()), Is.EqualTo((0, "event", "acquisition")));
        Assert.That(shown.GetProperty("claims").GetArrayLength(), Is.GreaterThan(5));
    }

    [Test]
    public async Task Show_of_a_misspelt_id_suggests_the_nearest_one_and_exits_with_3() =>
        Assert.That(await Run("show", "manus-meta-aquisition"), Is.EqualTo((3, Lines("There is no record \"manus-meta-aquisition\". Did you mean \"manus-meta-acquisition\"? Find it with: techgraph search"))));

    [Test]
    public async Task Paths_answers_the_standing_question()
    {
        var (code, output) = await Run("paths", "origin:CN", "based_in:US", "--final", "acquisition", "--as-of", "2026-01-31");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Match("1\\.1 +Manus +acquisition +Meta +2025-12-29 +pending"));
    }

    [TestCase("manus", "nobody", 3, "NOT_FOUND: There is no entity \"nobody\".")]
    [TestCase("origin:XX", "meta", 3, "NOT_FOUND: There is no country with the code \"XX\"; codes are ISO 3166-1 alpha-2, such as CN.")]
    [TestCase("orgin:CN", "meta", 2, "\"orgin:CN\" is not an end of a chain. Give an entity's id, or a sense and a country, such as origin:CN.")]
    [TestCase("lanova", "manus", 3, "No chain matches these conditions.")]
    public async Task Paths_without_a_result_says_why(string from, string to, int code, string line) =>
        Assert.That(await Run("paths", from, to), Is.EqualTo((code, Lines(line))));

    [Test]
    public async Task A_backup_restores_the_same_graph_and_overwrites_no_file()
    {
        var file = Path.Combine(_folder, "monday.db");
        var elsewhere = Path.Combine(_folder, "restored");
        var written = await Run("backup", file);
        Assert.That(written.Code, Is.Zero, written.Output);
        Assert.That(written.Output, Does.EndWith(Lines(", verified.")));
        Assert.That((await Run("backup", file)).Output, Does.StartWith("BACKUP_EXISTS"));
        var restored = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", elsewhere);
        var again = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", elsewhere);
        Assert.That((restored.Code, again.Code), Is.EqualTo((0, 0)), restored.Output + again.Output);
        Assert.That(again.Output, Does.StartWith("Copied 0 change sets; the target already had 1. Both stores: version 1, "));
        var verified = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "verify", "--data", elsewhere);
        Assert.That(verified.Output, Does.Contain(written.Output.Split("content hash ")[1].Split(',')[0]));
    }

    [Test]
    public async Task A_damaged_backup_is_not_restored()
    {
        var file = Path.Combine(_folder, "damaged.db");
        await Run("backup", file);
        await File.WriteAllTextAsync(file + ".head", $"1 {new string('0', 64)}\n");
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", Path.Combine(_folder, "nothing"));
        Assert.That(code, Is.EqualTo(5), output);
        Assert.That(output, Does.StartWith("BACKUP_DAMAGED"));
    }

    [Test]
    public async Task A_restore_does_not_overwrite_another_graph()
    {
        var (file, elsewhere) = (Path.Combine(_folder, "other.db"), Path.Combine(_folder, "another"));
        await Run("backup", file);
        await File.WriteAllTextAsync(Path.Combine(_folder, "world.yaml"), Graphs.World);
        await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "load", Path.Combine(_folder, "world.yaml"), "--data", elsewhere);
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", elsewhere);
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.StartWith("STORE_DIVERGED"));
    }

    [TestCase("jsonl", "graph.jsonl")]
    [TestCase("csv", "tables")]
    public async Task An_export_imports_as_the_same_graph(string format, string name)
    {
        var (target, elsewhere) = (Path.Combine(_folder, name), Path.Combine(_folder, $"from-{format}"));
        var written = await Run("export", "--format", format, "--output", target);
        var imported = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "import", target, "--data", elsewhere);
        Assert.That((written.Code, imported.Code), Is.EqualTo((0, 0)), written.Output + imported.Output);
        var (mine, theirs) = ((await Run("verify")).Output, (await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "verify", "--data", elsewhere)).Output);
        Assert.That(theirs, Is.EqualTo(mine));
    }

    [Test]
    public async Task An_export_to_a_missing_folder_is_a_clear_error()
    {
        var (code, output) = await Run("export", "--format", "jsonl", "--output", Path.Combine(_folder, "nowhere", "graph.jsonl"));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.StartWith("A file cannot be read or written: ").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Doctor_reports_a_loaded_store_as_ok()
    {
        var (code, output) = await Run("doctor");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("ok    history: the chain, the hashes and the records agree").And.Not.Contain("FAIL"));
    }

    [Test]
    public async Task A_judgement_and_its_undo_are_versions_of_the_graph()
    {
        var data = Path.Combine(_folder, "judged");
        await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "load", Repository.Of("ingest", "dossiers"), "--data", data);
        var judged = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "judge", "benchmark-vc", "hsg", "different", "--data", data);
        Assert.That(judged, Is.EqualTo((0, Lines("Recorded: 1 record changed. Version 2."))));
        var undone = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "judge", "hsg", "benchmark-vc", "--undo", "--data", data);
        Assert.That(undone, Is.EqualTo((0, Lines("Recorded: 1 record changed. Version 3."))));
        var twice = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "judge", "hsg", "benchmark-vc", "--undo", "--data", data);
        Assert.That(twice, Is.EqualTo((6, Lines("CUR001: There is no judgement on \"hsg\" and \"benchmark-vc\"."))));
        var withdrawn = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "withdraw", "entity/hsg", "--reason", "A trial.", "--data", data);
        Assert.That(withdrawn.Code, Is.Zero, withdrawn.Output);
        var history = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "show", "entity/hsg", "--history", "--data", data);
        Assert.That(history.Output, Does.Contain("withdrawn: entity/hsg: A trial."));
    }

    [Test]
    public async Task A_withdrawal_without_a_reason_exits_with_2() =>
        Assert.That((await Run("withdraw", "entity/hsg")).Code, Is.EqualTo(2));

    private Task<(int Code, string Output)> Run(params string[] arguments) =>
        ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", [.. arguments, "--data", Data]);

    private static string Lines(params string[] lines) => string.Join(Environment.NewLine, lines) + Environment.NewLine;
}
