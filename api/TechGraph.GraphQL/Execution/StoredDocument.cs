using System.Security.Cryptography;
using System.Text;

namespace TechGraph.GraphQL.Execution;

/// <summary>A document that the server keeps.</summary>
public sealed class StoredDocument
{
    internal StoredDocument(string id, string text)
    {
        (Id, Text) = (id, text);
        Utf8 = Encoding.UTF8.GetBytes(text);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Utf8));
    }

    /// <summary>The name by which requests can name it.</summary>
    public string Id { get; }

    /// <summary>The document.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of its UTF-8, lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>What its first line says where that is a comment; null where it says nothing.</summary>
    public string? Title => Text.StartsWith('#') ? Text.Split('\n', 2)[0].TrimStart('#').Trim() : null;

    internal byte[] Utf8 { get; }
}
