using System.ComponentModel.DataAnnotations;

namespace TechGraph.Api.Startup;

/// <summary>What the API loads when it starts, and whose pages may ask it.</summary>
public sealed class ApiOptions : IValidatableObject
{
    /// <summary>Folder of dossiers that are loaded when the API starts; by default those that the product ships. Empty: none.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Dossiers { get; set; } = Path.Combine(AppContext.BaseDirectory, "dossiers");

    /// <summary>
    /// Origins, such as <c>https://dashboards.example</c>, whose pages may read answers and open web sockets; by default none but the
    /// API's own. Each is a scheme, a host and, where it is not the scheme's, a port, as a browser sends it.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

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
