using System.Security.Cryptography;
using System.Text;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.View;

/// <summary>One hash over all records, whatever their history: SHA-256 over the lines <c>kind/id hash</c> in order of kind and id.</summary>
public static class ContentHash
{
    /// <summary>The hash, lower-case hex.</summary>
    /// <param name="ordered">Records in order of kind and id.</param>
    public static string Of(IEnumerable<StoredRecord> ordered)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in ordered)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{record.Ref} {record.Hash}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
