using TechGraph.Core.Graph;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Embedded;

/// <summary>A head file that is behind is brought up to date; one that is ahead, or of another history, protects the file from being written.</summary>
public sealed class HeadFileTests
{
    private readonly List<string> _head = [];
    private DataFolder _folder = null!;

    [SetUp]
    public void Start()
    {
        _folder = new DataFolder();
        _head.Clear();
    }

    [TearDown]
    public void Stop() => _folder.Dispose();

    [TestCase("1", "The head file was 2 versions behind")]
    [TestCase("2", "The head file was one version behind")]
    [TestCase("none", "There was no head file beside the data file")]
    [TestCase("", "The head file could not be read")]
    [TestCase("3 short", "The head file could not be read")]
    public async Task A_head_file_that_an_interrupted_write_left_behind_is_brought_up_to_date_once(string left, string note)
    {
        await WriteAsync(3, left);
        Assert.That((await _folder.Open().ReadAsync()).Version.Sequence, Is.EqualTo(3));
        Assert.That(_folder.Log, Is.EqualTo([$"Information: {note}; it is now up to date, at version 3. An interrupted write leaves it so, and nothing was lost."]));
        await DataFolder.WriteAsync(_folder.Open(), 4, 4);
        Assert.That((_folder.Log.Count, (await _folder.Open().VerifyAsync()).Faults.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Verification_brings_a_head_file_that_is_behind_up_to_date_and_says_so()
    {
        await WriteAsync(3, "2");
        var store = _folder.Open();
        await store.ReadAsync();
        File.WriteAllText(_folder.HeadFile, Head(2));
        var result = await store.VerifyAsync();
        Assert.That((result.Faults, result.Notes), Is.EqualTo((Array.Empty<string>(), new[] { "The head file was one version behind; it was brought up to date. Nothing is missing." })));
        Assert.That(File.ReadAllText(_folder.HeadFile), Is.EqualTo(Head(3)));
    }

    [Test]
    public async Task A_head_file_that_cannot_be_written_does_not_fail_the_change()
    {
        var store = _folder.Open();
        await DataFolder.WriteAsync(store, 1, 1);
        Directory.CreateDirectory(_folder.HeadFile + ".new");
        await DataFolder.WriteAsync(store, 2, 2);
        Assert.That(_folder.Log, Has.One.StartsWith("Warning: The change is stored, but the head file could not be written: "));
        Directory.Delete(_folder.HeadFile + ".new");
        Assert.That((await _folder.Open().ReadAsync()).Version.Sequence, Is.EqualTo(2));
        Assert.That(File.ReadAllText(_folder.HeadFile), Does.StartWith("2 "));
    }

    [Test]
    public async Task A_head_file_is_not_brought_up_to_date_by_a_history_whose_chain_is_broken()
    {
        await WriteAsync(3, "1");
        _folder.Execute("DROP TRIGGER history_is_append_only_1; UPDATE history SET reason = 'another' WHERE sequence = 2");
        var result = await _folder.Open().VerifyAsync();
        Assert.That(result.Faults, Does.Contain("History line 2 does not follow from the line before it."));
        Assert.That((File.ReadAllText(_folder.HeadFile), _folder.Log.Count), Is.EqualTo((_head[0], 0)));
    }

    [Test]
    public async Task An_older_data_file_is_read_and_not_written()
    {
        await PutOlderBackAsync(3, 1);
        var store = _folder.Open();
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(1));
        var message = $"The data file \"{_folder.DataFile}\" ends at version 1, but its head file names version 3: versions 2 to 3 are missing. An older copy of the file was probably put back. "
            + "Restore a backup that has the missing versions (techgraph restore), or keep this file as it is (techgraph accept-older).";
        Assert.That(store.Problem, Is.EqualTo(new StoreProblem("STORE_OLDER", message)));
        Assert.That((await store.VerifyAsync()).Faults, Is.EqualTo([message]));
        foreach (var write in (Func<Task>[])[
            () => store.ApplyAsync(DataFolder.Change(2), 1),
            () => store.ApplyAsync(new ChangeSet("tester", "nothing", [], []), 1),
            () => store.CheckWritableAsync().AsTask()])
        {
            var refused = await StoreFailure.ExpectAsync(write);
            Assert.That((refused.Code, refused.Message), Is.EqualTo(("STORE_OLDER", message)));
        }

        Assert.That((File.ReadAllText(_folder.HeadFile), (await _folder.Open().HeadAsync()).Sequence), Is.EqualTo((Head(3), 1)), "the evidence stays");
    }

    [Test]
    public async Task A_restore_brings_the_missing_versions_back()
    {
        var missing = await PutOlderBackAsync(4, 1);
        var store = _folder.Open();
        await store.AllowRestoreAsync(new GraphHead(3, missing[2].Hash));
        await store.AppendAsync(missing[1]);
        Assert.That((await StoreFailure.ExpectAsync(() => _folder.Open().CheckWritableAsync().AsTask())).Message, Does.Contain("versions 3 to 4 are missing"));
        await store.AppendAsync(missing[2]);
        await store.AppendAsync(missing[3]);
        await DataFolder.WriteAsync(_folder.Open(), 5, 5);
        Assert.That((await _folder.Open().VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task A_restore_that_does_not_lead_to_the_version_of_the_head_file_is_refused()
    {
        await PutOlderBackAsync(2, 1);
        using var elsewhere = new DataFolder();
        File.Copy(_folder.DataFile, elsewhere.DataFile);
        await elsewhere.Open().ApplyAsync(DataFolder.Change(9), 1);
        var other = await elsewhere.Open().HistoryAsync(1).FirstAsync();
        var store = _folder.Open();
        await store.AllowRestoreAsync(new GraphHead(2, other.Hash));
        Assert.That((await StoreFailure.ExpectAsync(() => store.AppendAsync(other))).Code, Is.EqualTo("STORE_DIVERGED"));
    }

    [Test]
    public async Task A_person_may_keep_an_older_file_and_the_decision_is_in_the_history()
    {
        await PutOlderBackAsync(3, 1);
        Assert.That(await _folder.Open().AcceptOlderAsync("ada", "no backup"), Is.EqualTo(2));
        var decision = await _folder.Open().HistoryAsync(1).SingleAsync();
        Assert.That((decision.Author, decision.Reason, decision.Content), Is.EqualTo((
            "ada", $"accepted the data file at version 1; the head file named version 3 ({_head[2].Split(' ')[1].Trim()}): no backup", """{"put":[],"remove":[]}""")));
        await DataFolder.WriteAsync(_folder.Open(), 3, 3);
        Assert.That((await _folder.Open().VerifyAsync()).Faults, Is.Empty);
        Assert.That(await _folder.Open().AcceptOlderAsync("ada", ""), Is.Null, "nothing is left to accept");
    }

    [Test]
    public async Task Another_history_under_the_same_number_is_not_written()
    {
        await WriteAsync(2, "2");
        File.WriteAllText(_folder.HeadFile, $"2 {new string('0', 64)}\n");
        var store = _folder.Open();
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(2));
        Assert.That(store.Problem!.Code, Is.EqualTo("STORE_REPLACED"));
        Assert.That((await StoreFailure.ExpectAsync(() => store.ApplyAsync(DataFolder.Change(3), 2))).Code, Is.EqualTo("STORE_REPLACED"));
        await store.AcceptOlderAsync("ada", "");
        Assert.That((await _folder.Open().VerifyAsync()).Faults, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_data_file_that_is_gone_or_empty_is_not_made_anew(bool isEmpty)
    {
        await WriteAsync(2, "2");
        File.Delete(_folder.DataFile);
        if (isEmpty)
        {
            File.WriteAllBytes(_folder.DataFile, []);
        }

        foreach (var use in (Func<Task>[])[() => _folder.Open().ReadAsync().AsTask(), () => _folder.Open().ApplyAsync(DataFolder.Change(1), 0), () => _folder.Open().VerifyAsync()])
        {
            Assert.That((await StoreFailure.ExpectAsync(use)).Message, Does.StartWith($"There is no graph in \"{_folder.DataFile}\", but its head file names version 2: the data file was moved or deleted."));
        }

        Assert.That((File.Exists(_folder.DataFile), File.ReadAllText(_folder.HeadFile)), Is.EqualTo((isEmpty, Head(2))));
        var store = _folder.Open();
        await store.AllowRestoreAsync(new GraphHead(2, _head[1].Split(' ')[1].Trim()));
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.Zero, "a restore may make it");
        Assert.That(store.Problem!.Code, Is.EqualTo("STORE_OLDER"), "and it does not look complete");
    }

    private string Head(int version) => _head[version - 1];

    /// <summary>Writes versions, and leaves the head file of an earlier one, none ("none"), or another text.</summary>
    private async Task WriteAsync(int versions, string left)
    {
        var store = _folder.Open();
        for (var version = 1; version <= versions; version++)
        {
            await DataFolder.WriteAsync(store, version, version);
            _head.Add(File.ReadAllText(_folder.HeadFile));
        }

        _folder.Close();
        File.WriteAllText(_folder.HeadFile, int.TryParse(left, out var named) ? Head(named) : left);
        if (left == "none")
        {
            File.Delete(_folder.HeadFile);
        }
    }

    /// <summary>Writes versions, and puts the data file of an earlier one back.</summary>
    private async Task<List<HistoryEntry>> PutOlderBackAsync(int versions, int older)
    {
        await WriteAsync(older, $"{older}");
        File.Copy(_folder.DataFile, _folder.DataFile + ".old");
        var store = _folder.Open();
        for (var version = older + 1; version <= versions; version++)
        {
            await DataFolder.WriteAsync(store, version, version);
            _head.Add(File.ReadAllText(_folder.HeadFile));
        }

        var history = await store.HistoryAsync().ToListAsync();
        _folder.Close();
        File.Move(_folder.DataFile + ".old", _folder.DataFile, overwrite: true);
        return history;
    }
}
