using System.ComponentModel.DataAnnotations;

namespace TechGraph.Stores;

/// <summary>Which store holds the graph. Section <c>TechGraph</c>.</summary>
public sealed class StoreOptions
{
    /// <summary>The store; by default the embedded one.</summary>
    [EnumDataType(typeof(StoreKind))]
    public StoreKind Store { get; set; }
}

/// <summary>The stores that a graph can be kept in.</summary>
public enum StoreKind
{
    /// <summary>One SQLite file.</summary>
    Embedded,

    /// <summary>A Neo4j database.</summary>
    Neo4j,
}
