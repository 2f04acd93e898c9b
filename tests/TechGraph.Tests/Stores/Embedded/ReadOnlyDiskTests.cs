using System.Diagnostics;
using TechGraph.Core.Graph;
using TechGraph.Ingest.Workers;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Stores.Embedded;

/// <summary>On a disk that becomes read-only, reads go on, and writes say why they fail.</summary>
public sealed class ReadOnlyDiskTests
{
    [Test]
    [Platform("Linux")]
    public async Task The_graph_and_the_ledger_are_read_and_writes_are_refused_as_read_only()
    {
        using var fixture = new WorkerFixture();
        var item = fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        await fixture.ProcessAllAsync();
        if (Run("mount", "--bind", fixture.Folder, fixture.Folder) != 0)
        {
            Assert.Ignore("No folder can be mounted here; only root may.");
        }

        try
        {
            Assert.That(Run("mount", "-o", "remount,ro,bind", fixture.Folder), Is.Zero);
            using var ledger = fixture.NewLedger();
            foreach (var each in (Ledger[])[fixture.Ledger, ledger])
            {
                var refused = Assert.Throws<StoreException>(() => each.Receive(new Submission(IntakeOrigin.Cli, "b.yaml", "tester", WorkerFixture.Bytes("dossier: b\n"))))!;
                Assert.That((refused.Code, refused.Message), Is.EqualTo((
                    "STORE_READ_ONLY", $"The data file \"{fixture.Ledger.File}\" or its folder is read-only. Make it writable, or choose another with TechGraph__Intake__Ledger.")));
            }

            Assert.That((await StoreFailure.ExpectAsync(() => fixture.Store.ApplyAsync(DataFolder.Change(2), 1))).Code, Is.EqualTo("STORE_READ_ONLY"));
            Assert.That((await fixture.Store.ReadAsync()).Version.Sequence, Is.EqualTo(1));
            Assert.That(fixture.Ledger.Find(item.Id)!.State, Is.EqualTo(IntakeState.Stored));
        }
        finally
        {
            Run("umount", "-l", fixture.Folder);
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
