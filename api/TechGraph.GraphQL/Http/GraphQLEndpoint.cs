using Microsoft.AspNetCore.Http;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Http;

/// <summary>Answers requests over HTTP.</summary>
internal sealed class GraphQLEndpoint(RequestExecutor executor)
{
    private static readonly string[] PreflightHeaders =
        ["GraphQL-Preflight", "GraphQL-Require-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name"];

    private readonly RequestReader _reader = new(executor.Executable.Options.Limits);
    private readonly SdlDocument _sdl = new(SdlPrinter.Print(executor.Executable.Schema));

    private GraphQLOptions Options => executor.Executable.Options;

    public async Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query.ContainsKey("sdl") && !context.Request.Query.ContainsKey("query"))
        {
            await _sdl.WriteAsync(context, Options.AllowIntrospection == true).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.Vary = "Accept";
        context.Response.Headers.CacheControl = "no-store";
        if (MediaTypes.Choose(context.Request) is not { } type)
        {
            await RefuseAsync(context, MediaType.Json, HttpRefusal.Of(
                StatusCodes.Status406NotAcceptable,
                "An answer is application/graphql-response+json or application/json; Accept names neither.")).ConfigureAwait(false);
            return;
        }

        try
        {
            CheckPreflight(context.Request);
            using var json = await _reader.ReadAsync(context.Request).ConfigureAwait(false);
            using var result = await ExecuteAsync(context, RequestParameters.Read(json.RootElement)).ConfigureAwait(false);
            if (result.Outcome == Outcome.NotAQuery)
            {
                context.Response.Headers.Allow = "POST";
            }

            await SendAsync(context, type, StatusCode.Of(result, type, Options.Http.StatusProfile), result).ConfigureAwait(false);
        }
        catch (HttpRefusal refusal)
        {
            await RefuseAsync(context, type, refusal).ConfigureAwait(false);
        }
        catch (SyntaxException wrong)
        {
            // A query string whose text is no Unicode.
            await RefuseAsync(context, type, HttpRefusal.NotJson(wrong.Error.Message)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left; nobody waits for an answer.
        }
    }

    private Task<ExecutionResult> ExecuteAsync(HttpContext context, RequestParameters parameters)
    {
        if (parameters.Document is { } document)
        {
            return executor.ExecuteAsync(
                new GraphQLRequest
                {
                    Document = document,
                    OperationName = parameters.OperationName,
                    Variables = parameters.Variables,
                    Services = context.RequestServices,
                    User = context.User,
                    QueriesOnly = HttpMethods.IsGet(context.Request.Method),
                },
                context.RequestAborted);
        }

        return parameters.DocumentId is null
            ? throw HttpRefusal.Shape("The request has no \"query\".")
            : Task.FromResult(ExecutionResult.Refused(
                Outcome.RequestError,
                new GraphQLError("This server keeps no stored documents; send the document as \"query\".", ErrorCodes.PersistedQueryNotSupported)));
    }

    private void CheckPreflight(HttpRequest request)
    {
        if (Options.Http.RequirePreflightHeader
            && HttpMethods.IsGet(request.Method)
            && !PreflightHeaders.Any(name => request.Headers[name].ToString().Length > 0))
        {
            throw HttpRefusal.NotJson("A GET request needs the header GraphQL-Preflight: 1 here, so that no foreign page can send it unasked.");
        }
    }

    private Task RefuseAsync(HttpContext context, MediaType type, HttpRefusal refusal)
    {
        using var result = ExecutionResult.Refused(Outcome.RequestError, refusal.Error);
        var status = refusal.IsShape && Options.Http.StatusProfile == StatusProfile.Draft ? StatusCodes.Status422UnprocessableEntity : refusal.Status;
        return SendAsync(context, type, status, result);
    }

    private static async Task SendAsync(HttpContext context, MediaType type, int status, ExecutionResult result)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypes.Header(type);
        ResponseBody.Write(context.Response.BodyWriter, result.Errors, result.HasData, result.Data.Span);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
