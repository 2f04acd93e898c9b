using System.ComponentModel.DataAnnotations;

namespace TechGraph.Api.Startup;

/// <summary>What the API loads when it starts.</summary>
public sealed class ApiOptions
{
    /// <summary>Folder of dossiers that are loaded when the API starts; by default those that the product ships. Empty: none.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Dossiers { get; set; } = Path.Combine(AppContext.BaseDirectory, "dossiers");
}
