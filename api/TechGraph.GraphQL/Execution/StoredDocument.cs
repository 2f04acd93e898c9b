using System.Security.Cryptography;
using System.Text;

namespace TechGraph.GraphQL.Execution;

/// <summary>A document that is stored on the server.</summary>
public sealed class StoredDocument
{
    internal StoredDocument(string id, string text)
    {
        (Id, Text) = (id, text);
        Utf8 = Encoding.UTF8.GetBytes(text);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Utf8));
    }

    /// <summary>Id by which requests name it.</summary>
    public string Id { get; }

    /// <summary>Text of the document.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text in UTF-8, lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>Text of the first line, if that is a comment; otherwise null.</summary>
    public string? Title => Text.StartsWith('#') ? Text.Split('\n', 2)[0].TrimStart('#').Trim() : null;

    internal byte[] Utf8 { get; }
}
