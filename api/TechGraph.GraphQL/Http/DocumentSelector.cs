using System.Security.Cryptography;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL.Http;

/// <summary>Selects the document of a request: the one it contains, or a stored one.</summary>
internal static class DocumentSelector
{
    /// <summary>Returns the document as UTF-8; null with <paramref name="problem"/> set if there is none.</summary>
    /// <exception cref="InvalidRequestException">The request has no document, an invalid id, or a hash that is not that of its document.</exception>
    public static ReadOnlyMemory<byte>? Find(RequestParameters asked, DocumentStore documents, StoredDocumentMode mode, out GraphQLError? problem)
    {
        problem = null;
        if (asked.DocumentId is not { } id)
        {
            if (asked.Document is null)
            {
                throw InvalidRequestException.WrongShape("The request has no \"query\".");
            }

            if (mode == StoredDocumentMode.Only)
            {
                problem = new GraphQLError("This server runs stored documents only; name one as \"documentId\".", ErrorCodes.PersistedQueryOnly);
                return null;
            }

            return asked.Document;
        }

        if (!DocumentStore.IsId(id))
        {
            throw InvalidRequestException.WrongShape("A document's id is \"sha256:\" with 64 lower-case hex digits, or a name of letters, digits and - . _ ~");
        }

        if (asked.Document is { } sent && mode != StoredDocumentMode.Only)
        {
            return id == $"sha256:{Convert.ToHexStringLower(SHA256.HashData(sent))}" ? sent : throw InvalidRequestException.WrongShape("The hash is not that of \"query\".");
        }

        if (mode == StoredDocumentMode.Off)
        {
            problem = new GraphQLError("This server does not accept ids of stored documents; send the document as \"query\".", ErrorCodes.PersistedQueryNotSupported);
            return null;
        }

        if (documents.Find(id) is { } stored)
        {
            return stored.Utf8;
        }

        problem = new GraphQLError("There is no stored document with that id.", ErrorCodes.PersistedQueryNotFound);
        return null;
    }
}
