using System.ComponentModel.DataAnnotations;

namespace TechGraph.Ingest.Workers;

/// <summary>Queue, watched folder and workers of the intake. Section <c>TechGraph:Intake</c>.</summary>
public sealed class IntakeOptions
{
    /// <summary>The ledger's file; empty: <c>intake.db</c> beside the embedded store's file.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Ledger { get; set; } = "";

    /// <summary>The watched folder; created if missing. Empty: none.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Folder { get; set; } = "";

    /// <summary>Number of workers in this process, 0 to 16. With 0 the process accepts dossiers and other processes store them.</summary>
    [Range(0, 16)]
    public int Workers { get; set; } = 1;

    /// <summary>Maximum number of dossiers in one change set; 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int BatchItems { get; set; } = 500;

    /// <summary>Maximum number of bytes of dossiers in one change set, except for a single larger dossier; 64 KiB to 64 MiB.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public long BatchBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Maximum number of pending items; above it submissions are rejected. 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxItems { get; set; } = 10_000;

    /// <summary>Maximum number of pending bytes; above it submissions are rejected. 8 MiB to 64 GiB.</summary>
    [Range(8L * 1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How long a worker may keep items without renewing its lease; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an item waits after the store failed, unless the store was unreachable; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an item waits in total, between attempts, for records of other dossiers before it is refused; 0 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DependencyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often idle workers check for new items; 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The ledger's full path.</summary>
    /// <param name="store">Full path of the embedded store's file.</param>
    public string LedgerFile(string store) => Path.GetFullPath(Ledger.Length > 0 ? Ledger
        : Path.GetFileName(store) == "techgraph.db" ? Path.Combine(Path.GetDirectoryName(store)!, "intake.db")
        : Path.ChangeExtension(store, ".intake.db"));
}
