using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;

namespace TechGraph.Tests.GraphQL;

/// <summary>Creates engines for a test's schema, without HTTP.</summary>
internal static class TestEngine
{
    public static RequestExecutor Of(string sdl, Action<GraphQLEngineBuilder> map, TimeProvider? time = null)
    {
        var builder = new GraphQLEngineBuilder().Sdl(sdl).Options(o => o.AllowIntrospection = true);
        map(builder);
        return new RequestExecutor(builder.Build(isDevelopment: false).Executable, time ?? TimeProvider.System, NullLogger<RequestExecutor>.Instance);
    }

    /// <summary>Returns the JSON of the response.</summary>
    public static async Task<string> AskAsync(
        this RequestExecutor engine, string document, string? variables = null, string? operation = null, CancellationToken cancellation = default)
    {
        using var json = variables is null ? null : JsonDocument.Parse(variables);
        using var result = await engine.ExecuteAsync(
            new GraphQLRequest
            {
                Document = Encoding.UTF8.GetBytes(document),
                OperationName = operation,
                Variables = json?.RootElement,
                Services = new ServiceCollection().BuildServiceProvider(),
            },
            cancellation);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        ResponseBody.Write(output, result.Errors, result.HasData, result.Data.Span);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
