using System.ComponentModel.DataAnnotations;

namespace TechGraph.Stores.Cypher;

/// <summary>Where the Neo4j server is, and how it is asked. Section <c>TechGraph:Neo4j</c>.</summary>
public sealed class Neo4jOptions
{
    /// <summary>Address of the server's HTTP interface, such as <c>https://graph.example.org:7473</c>.</summary>
    [Required]
    public Uri Uri { get; set; } = new("http://127.0.0.1:7474");

    /// <summary>The user; empty: the server asks for none.</summary>
    public string User { get; set; } = "neo4j";

    /// <summary>The password. Better given by <see cref="PasswordFile"/> or the environment than in a file of settings.</summary>
    public string Password { get; set; } = "";

    /// <summary>A file whose first line is the password; null: <see cref="Password"/> holds.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The database.</summary>
    [Required(AllowEmptyStrings = false)]
    [RegularExpression("^[a-zA-Z][a-zA-Z0-9.-]{2,62}$", ErrorMessage = "Database is a database's name: 3 to 63 letters, digits, dots and hyphens.")]
    public string Database { get; set; } = "neo4j";

    /// <summary>A file with the certificate (PEM) that the server's must go back to; null: those that the machine trusts.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>How long one read may take; 100 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one statement of a write may take; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a write is tried in all; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WriteRetryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often, at most, a read looks whether somebody has written; 0 to 60 s. Also how old an answer may be while the server answers.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a read waits for the server before it answers with what it has; 50 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan RefreshTimeout { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Whether the process holds the graph in memory, or looks at the database for each question.</summary>
    [EnumDataType(typeof(Neo4jView))]
    public Neo4jView View { get; set; }

    /// <summary>In the database view, most edges that one path query fetches before it is cut short and says so; 1,000 to 10 million.</summary>
    [Range(1_000, 10_000_000)]
    public long NeighbourhoodEdges { get; set; } = 200_000;

    /// <summary>Rows of one request; 1 to 50,000.</summary>
    [Range(1, 50_000)]
    public int BatchRows { get; set; } = 5_000;

    /// <summary>The password, wherever it is.</summary>
    internal string ReadPassword() => PasswordFile is { Length: > 0 } file ? File.ReadLines(file).FirstOrDefault() ?? "" : Password;
}

/// <summary>How the API's process reads a graph that rests in Neo4j.</summary>
public enum Neo4jView
{
    /// <summary>All of it is read at the start, and the history followed: the answers come from memory.</summary>
    Memory,

    /// <summary>Nothing is held: each question fetches what it looks at. For graphs larger than a process should hold.</summary>
    Database,
}
