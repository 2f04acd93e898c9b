using Microsoft.AspNetCore.Http;

namespace TechGraph.Ingest.Intake;

/// <summary>Problem details, RFC 9457.</summary>
public static class IntakeProblem
{
    /// <summary>A response of type <c>application/problem+json</c>.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">A code of docs/problems.md; member <c>code</c>, and the end of <c>type</c>.</param>
    /// <param name="sentence">A sentence for people; member <c>detail</c>.</param>
    public static IResult Of(int status, string code, string sentence) => Results.Problem(
        statusCode: status,
        type: $"urn:techgraph:problem:{code}",
        detail: sentence,
        extensions: new Dictionary<string, object?> { ["code"] = code });
}
