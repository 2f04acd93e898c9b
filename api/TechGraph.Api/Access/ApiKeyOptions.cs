using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using TechGraph.Ingest.Intake;

namespace TechGraph.Api.Access;

/// <summary>Who may write. Section <c>TechGraph</c>.</summary>
public sealed class ApiKeyOptions : IValidatableObject
{
    /// <summary>The keys; none: writing is off.</summary>
    public IList<ApiKey> Keys { get; } = [];

    /// <summary>The key that a client shows; null: none of these.</summary>
    /// <remarks>Each is compared, in constant time, so that the time tells nothing.</remarks>
    public ApiKey? Find(string shown)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(shown));
        ApiKey? found = null;
        foreach (var key in Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Sha256)))
            {
                found = key;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var i = 0; i < Keys.Count; i++)
        {
            var (name, hash, scopes) = (Keys[i].Name, Keys[i].Sha256, Keys[i].Scopes);
            if (name.Length is 0 or > 100 || name.Any(char.IsControl))
            {
                yield return new ValidationResult($"TechGraph:Keys:{i}:Name is missing or longer than 100 characters.");
            }

            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
            {
                yield return new ValidationResult($"TechGraph:Keys:{i}:Sha256 is not a SHA-256 of 64 hexadecimal digits. Give the hash of the key, never the key.");
            }

            foreach (var scope in scopes.Except(IntakeScopes.All))
            {
                yield return new ValidationResult($"TechGraph:Keys:{i}:Scopes has \"{scope}\", which is not a scope. Use {string.Join(", ", IntakeScopes.All)}.");
            }
        }

        foreach (var twice in Keys.GroupBy(key => key.Name).Where(group => group.Count() > 1))
        {
            yield return new ValidationResult($"TechGraph:Keys has two keys with the name \"{twice.Key}\". Rename one.");
        }

        foreach (var twice in Keys.Where(key => key.Sha256.Length > 0).GroupBy(key => key.Sha256, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return new ValidationResult($"TechGraph:Keys has the same key for {string.Join(" and ", twice.Select(key => $"\"{key.Name}\""))}, so it does not say who uses it. Give each its own key.");
        }
    }
}

/// <summary>A key, known by its hash alone.</summary>
public sealed class ApiKey
{
    /// <summary>Whose it is, as the graph's history names the author; 1 to 100 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key in UTF-8, 64 hexadecimal digits.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>What it may do, see <see cref="IntakeScopes"/>.</summary>
    public IList<string> Scopes { get; } = [];
}
