using System.Buffers;
using System.Collections.Frozen;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>The stored documents by id and by hash.</summary>
internal sealed class DocumentStore
{
    private const string HashPrefix = "sha256:";

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private readonly FrozenDictionary<string, StoredDocument> _byName;

    private DocumentStore(Dictionary<string, StoredDocument> byName) => _byName = byName.ToFrozenDictionary();

    /// <summary>Whether a text can be a document's id: <c>sha256:</c> and 64 lower-case hex digits, or unreserved characters.</summary>
    public static bool IsId(string id) => id.StartsWith(HashPrefix, StringComparison.Ordinal)
        ? id.Length == HashPrefix.Length + 64 && id.AsSpan(HashPrefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0
        : id.Length > 0 && id.AsSpan().IndexOfAnyExcept(Unreserved) < 0;

    /// <summary>Returns the document with an id; null if there is none.</summary>
    public StoredDocument? Find(string id) => _byName.GetValueOrDefault(id);

    /// <summary>Stores the documents of a map. Each must be valid; otherwise a problem is added.</summary>
    public static DocumentStore Create(IReadOnlyList<StoredDocument> documents, ExecutableSchema executable, List<GraphQLError> problems)
    {
        var byName = new Dictionary<string, StoredDocument>();
        foreach (var document in documents)
        {
            if (!IsId(document.Id) || document.Id.Contains(':', StringComparison.Ordinal) || !byName.TryAdd(document.Id, document))
            {
                problems.Add(new GraphQLError($"\"{document.Id}\" is not a valid id of a stored document, or two documents have it."));
            }

            byName[HashPrefix + document.Hash] = document;
            problems.AddRange(PreparedDocument.Prepare(executable, document.Utf8).Errors
                .Select(error => new GraphQLError($"Stored document \"{document.Id}\": {error.Message}").At(error.Locations)));
        }

        return new DocumentStore(byName);
    }
}
