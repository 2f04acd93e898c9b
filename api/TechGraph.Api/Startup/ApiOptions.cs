using System.ComponentModel.DataAnnotations;

namespace TechGraph.Api.Startup;

/// <summary>What the API loads at its start, which web pages may query it, and how it stops. Section <c>TechGraph</c>.</summary>
public sealed class ApiOptions : IValidatableObject
{
    /// <summary>Folder of dossiers that the API loads at its start; by default the dossiers of the product. Empty: none.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Dossiers { get; set; } = Path.Combine(AppContext.BaseDirectory, "dossiers");

    /// <summary>
    /// Origins, such as <c>https://dashboards.example</c>, whose pages may read answers and open web sockets; by default only the API's
    /// own. Each is a scheme, a host and, unless it is the default of the scheme, a port, as a browser sends it.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>How long a server that stops waits for open connections to end; each answer meanwhile closes its own. 0 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var i = 0; i < AllowedOrigins.Count; i++)
        {
            if (!Origins.IsOrigin(AllowedOrigins[i]))
            {
                yield return new ValidationResult($"TechGraph:AllowedOrigins:{i} is \"{AllowedOrigins[i]}\", which is not an origin. Give one such as https://dashboards.example or http://localhost:3000, without a path.");
            }
        }
    }
}
