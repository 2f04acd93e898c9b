using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL;

/// <summary>Runs the executor and writes the same JSON as over HTTP.</summary>
internal sealed class LocalGraphQL(RequestExecutor executor, IServiceScopeFactory scopes) : ILocalGraphQL
{
    public IReadOnlyList<StoredDocument> StoredDocuments => executor.Executable.StoredDocuments;

    public async Task<LocalResponse> AskAsync(LocalRequest request, CancellationToken cancellation)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var asked = new GraphQLRequest
            {
                Document = Parser.Encode(request.Document),
                OperationName = request.OperationName,
                Variables = request.Variables,
                Services = scope.ServiceProvider,
                User = request.User ?? new(new System.Security.Claims.ClaimsIdentity()),
            };
            using var result = await executor.ExecuteAsync(asked, cancellation).ConfigureAwait(false);
            var json = new ArrayBufferWriter<byte>();
            ResponseBody.Write(json, result.Errors, result.HasData, result.Data.Span, result.Cost);
            return new LocalResponse(json.WrittenMemory, result.Errors, result.HasData);
        }
    }
}
