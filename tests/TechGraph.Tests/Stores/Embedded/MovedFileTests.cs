using TechGraph.Core.Graph;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Embedded;

/// <summary>A running store notices that its file was moved, replaced or damaged, says so, and answers reads from the last good version.</summary>
public sealed class MovedFileTests
{
    private DataFolder _folder = null!;

    [SetUp]
    public void Start() => _folder = new DataFolder();

    [TearDown]
    public void Stop() => _folder.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_file_that_is_moved_away_and_back(bool hasHead)
    {
        var store = _folder.Open();
        await DataFolder.WriteAsync(store, 1, 2);
        await store.ReadAsync();
        File.Move(_folder.DataFile, _folder.DataFile + ".away");
        if (!hasHead)
        {
            File.Delete(_folder.HeadFile);
        }

        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(2));
        Assert.That((store.Problem!.Code, store.StaleSince is not null), Is.EqualTo(("STORE_MISSING", true)));
        Assert.That((await StoreFailure.ExpectAsync(() => store.ApplyAsync(DataFolder.Change(3), 2))).Code, Is.EqualTo("STORE_MISSING"));
        Assert.That(File.Exists(_folder.DataFile), Is.False, "no empty file is made");
        Assert.That(_folder.Log, Has.One.StartsWith("Error: STORE_MISSING: "));

        File.Move(_folder.DataFile + ".away", _folder.DataFile);
        await DataFolder.WriteAsync(store, 3, 3);
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(3));
        Assert.That((store.Problem, store.StaleSince), Is.EqualTo(((StoreProblem?)null, (DateTimeOffset?)null)));
        Assert.That(_folder.Log[^1], Is.EqualTo("Information: STORE_MISSING is over: the data file is in order again."));
    }

    [TestCase(true, Description = "moved over the file: another file under the name")]
    [TestCase(false, Description = "copied into the file: the same file with other bytes")]
    public async Task An_older_copy_put_in_place_of_an_open_file(bool isMoved)
    {
        var store = _folder.Open();
        await DataFolder.WriteAsync(store, 1, 1);
        File.Copy(_folder.DataFile, _folder.DataFile + ".old");
        await DataFolder.WriteAsync(store, 2, 3);
        await store.ReadAsync();
        if (isMoved)
        {
            File.Move(_folder.DataFile + ".old", _folder.DataFile, overwrite: true);
        }
        else
        {
            File.WriteAllBytes(_folder.DataFile, File.ReadAllBytes(_folder.DataFile + ".old"));
        }

        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(1));
        Assert.That(store.Problem!.Code, Is.EqualTo("STORE_OLDER"));
        Assert.That((await StoreFailure.ExpectAsync(() => store.ApplyAsync(DataFolder.Change(2), 1))).Code, Is.EqualTo("STORE_OLDER"));
        Assert.That(_folder.Log, Has.One.EqualTo($"Warning: The data file {_folder.DataFile} went back from version 3 to version 1: another copy of it was put in its place."));
    }

    [Test]
    public async Task A_folder_put_back_with_its_head_file_is_served_and_written_and_reported()
    {
        var store = _folder.Open();
        await DataFolder.WriteAsync(store, 1, 1);
        File.Copy(_folder.DataFile, _folder.DataFile + ".old");
        File.Copy(_folder.HeadFile, _folder.HeadFile + ".old");
        await DataFolder.WriteAsync(store, 2, 3);
        await store.ReadAsync();
        File.Move(_folder.DataFile + ".old", _folder.DataFile, overwrite: true);
        File.Move(_folder.HeadFile + ".old", _folder.HeadFile, overwrite: true);
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(1));
        Assert.That((store.Problem, _folder.Log.Count), Is.EqualTo(((StoreProblem?)null, 1)));
        Assert.That(await store.ApplyAsync(DataFolder.Change(2), 1), Is.EqualTo(2));
    }

    [Test]
    public async Task A_file_that_is_damaged_while_it_is_open()
    {
        var store = _folder.Open();
        await DataFolder.WriteAsync(store, 1, 2);
        await store.ReadAsync();
        File.WriteAllText(_folder.DataFile, new string('x', 20_000));
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(2));
        Assert.That(store.Problem!.Code, Is.EqualTo("STORE_DAMAGED"));
        Assert.That((await StoreFailure.ExpectAsync(() => store.ApplyAsync(DataFolder.Change(3), 2))).Code, Is.EqualTo("STORE_DAMAGED"));
        Assert.That((await StoreFailure.ExpectAsync(() => _folder.Open().ReadAsync().AsTask())).Code, Is.EqualTo("STORE_DAMAGED"), "a new process has no version to answer from");
    }

    [Test]
    public async Task A_store_that_is_opened_again_sees_what_others_wrote_meanwhile()
    {
        var (store, other) = (_folder.Open(), _folder.Open());
        await DataFolder.WriteAsync(store, 1, 1);
        await store.ReadAsync();
        File.Move(_folder.DataFile, _folder.DataFile + ".away");
        await store.ReadAsync();
        File.Move(_folder.DataFile + ".away", _folder.DataFile);
        await DataFolder.WriteAsync(other, 2, 2);
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(2));
    }
}
