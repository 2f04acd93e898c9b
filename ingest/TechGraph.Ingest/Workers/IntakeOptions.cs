using System.ComponentModel.DataAnnotations;

namespace TechGraph.Ingest.Workers;

/// <summary>How dossiers are taken in and worked off. Section <c>TechGraph:Intake</c>.</summary>
public sealed class IntakeOptions
{
    /// <summary>The ledger's file; empty: <c>intake.db</c> beside the embedded store's file.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Ledger { get; set; } = "";

    /// <summary>The folder that is watched for dossiers; made where it is not there. Empty: none.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Folder { get; set; } = "";

    /// <summary>How many workers this process runs; 0: it takes in, and others work off. 0 to 16.</summary>
    [Range(0, 16)]
    public int Workers { get; set; } = 1;

    /// <summary>Most dossiers that one change set brings in; 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int BatchItems { get; set; } = 500;

    /// <summary>Most bytes of dossiers that one change set brings in, but for a single one that is larger; 64 KiB to 64 MiB.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public long BatchBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Most items on their way at once; above it nothing is taken in. 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxItems { get; set; } = 10_000;

    /// <summary>Most bytes on their way at once; above it nothing is taken in. 8 MiB to 64 GiB.</summary>
    [Range(8L * 1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How long a worker may hold items without a sign of life; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an item rests after the store has failed for another reason than being away; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an item rests in all, between its tries, for what it points at in other dossiers before it is refused; 0 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DependencyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often idle workers look for something new; 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The ledger's full path.</summary>
    /// <param name="store">Full path of the embedded store's file.</param>
    public string LedgerFile(string store) => Path.GetFullPath(Ledger.Length > 0 ? Ledger
        : Path.GetFileName(store) == "techgraph.db" ? Path.Combine(Path.GetDirectoryName(store)!, "intake.db")
        : Path.ChangeExtension(store, ".intake.db"));
}
