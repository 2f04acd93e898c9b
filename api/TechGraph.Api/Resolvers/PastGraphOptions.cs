using System.ComponentModel.DataAnnotations;

namespace TechGraph.Api.Resolvers;

/// <summary>How many recorded versions of the graph the API keeps in memory. Section <c>TechGraph</c>.</summary>
public sealed class PastGraphOptions
{
    /// <summary>Maximum number of recorded versions kept in memory for requests with the header <c>TechGraph-Recorded</c>; 0 to 16. 0 refuses such requests.</summary>
    [Range(0, 16)]
    public int PastGraphs { get; set; } = 2;
}
