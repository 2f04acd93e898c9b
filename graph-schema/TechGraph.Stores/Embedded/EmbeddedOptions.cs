using System.ComponentModel.DataAnnotations;

namespace TechGraph.Stores.Embedded;

/// <summary>File and time limits of the embedded store.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>The SQLite file, or a folder in which it is named <c>techgraph.db</c>; by default in the user's data folder.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Data { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "techgraph");

    /// <summary>How long a write waits for another process's write; 1 to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often, at most, a read checks whether another process has written; 0 to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The file's full path.</summary>
    public string File => Path.GetFullPath(Data.EndsWith(".db", StringComparison.Ordinal) ? Data : Path.Combine(Data, "techgraph.db"));
}
