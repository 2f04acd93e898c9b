using System.ComponentModel.DataAnnotations;

namespace TechGraph.Stores.Cypher;

/// <summary>Address of the Neo4j server, sign-in, limits. Section <c>TechGraph:Neo4j</c>.</summary>
public sealed class Neo4jOptions
{
    /// <summary>Address of the server's HTTP interface, such as <c>https://graph.example.org:7473</c>.</summary>
    [Required]
    public Uri Uri { get; set; } = new("http://127.0.0.1:7474");

    /// <summary>The user; empty: the server requires no sign-in.</summary>
    public string User { get; set; } = "neo4j";

    /// <summary>The password. Prefer <see cref="PasswordFile"/> or an environment variable to a settings file.</summary>
    public string Password { get; set; } = "";

    /// <summary>A file whose first line is the password; null: <see cref="Password"/> is used.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Name of the database.</summary>
    [Required(AllowEmptyStrings = false)]
    [RegularExpression("^[a-zA-Z][a-zA-Z0-9.-]{2,62}$", ErrorMessage = "Database must be the name of a database: a letter, and then 2 to 62 letters, digits, dots or hyphens.")]
    public string Database { get; set; } = "neo4j";

    /// <summary>A certificate file (PEM) that the server's certificate must lead back to; null: the certificates that the machine trusts.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Time limit of one read; 100 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time limit of one statement of a write; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time limit of a write with all its attempts; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WriteRetryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often, at most, a read asks whether something was written; 0 to 60 s. Also the greatest age of an answer while the server
    /// answers.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a read waits for the server before it answers with the last version that it has; 50 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan RefreshTimeout { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Whether the process keeps the graph in memory, or reads the database for each query.</summary>
    [EnumDataType(typeof(Neo4jView))]
    public Neo4jView View { get; set; }

    /// <summary>In the database view, most edges that one path query fetches before it is truncated; 1,000 to 10 million.</summary>
    [Range(1_000, 10_000_000)]
    public long NeighbourhoodEdges { get; set; } = 200_000;

    /// <summary>Maximum number of rows of one request; 1 to 50,000.</summary>
    [Range(1, 50_000)]
    public int BatchRows { get; set; } = 5_000;

    /// <summary>The password from either setting.</summary>
    internal string ReadPassword() => PasswordFile is { Length: > 0 } file ? File.ReadLines(file).FirstOrDefault() ?? "" : Password;
}

/// <summary>How the process reads a graph that is stored in Neo4j.</summary>
public enum Neo4jView
{
    /// <summary>Reads everything at the start, then follows the history; answers come from memory.</summary>
    Memory,

    /// <summary>Keeps nothing: each query fetches what it reads. For graphs that are too large for the memory of a process.</summary>
    Database,
}
