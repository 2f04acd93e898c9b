using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Http;

/// <summary>Handles requests over HTTP.</summary>
/// <param name="executor">Executes operations.</param>
/// <param name="options">Settings of the endpoint.</param>
/// <param name="sockets">Handles web sockets.</param>
/// <param name="usesCookies">Whether the host signs users in by cookie, which browsers also send with requests of other sites' pages.</param>
internal sealed class GraphQLEndpoint(RequestExecutor executor, HttpOptions options, WebSocketEndpoint sockets, bool usesCookies)
{
    private static readonly string[] PreflightHeaders =
        ["GraphQL-Preflight", "GraphQL-Require-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name"];

    private readonly RequestReader _reader = new(executor.Executable.Options.Limits);
    private readonly SdlDocument _sdl = new(SdlPrinter.Print(executor.Executable.Schema));

    public async Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.WebSockets.IsWebSocketRequest)
        {
            await sockets.HandleAsync(context).ConfigureAwait(false);
            return;
        }

        if (HttpMethods.IsGet(context.Request.Method) && !HasGraphQLParameters(context.Request.Query))
        {
            if (context.Request.Query.ContainsKey("sdl"))
            {
                await _sdl.WriteAsync(context, executor.Executable.Options.MayIntrospect(context.User)).ConfigureAwait(false);
                return;
            }

            if (MediaTypes.AcceptsHtml(context.Request))
            {
                await WritePageAsync(context).ConfigureAwait(false);
                return;
            }
        }

        context.Response.Headers.Vary = "Accept";
        context.Response.Headers.CacheControl = "no-store";
        if (MediaTypes.Choose(context.Request) is not { } forms)
        {
            await RefuseAsync(context, MediaType.Json, InvalidRequestException.WithStatus(
                StatusCodes.Status406NotAcceptable,
                "Accept names no supported media type. Use application/graphql-response+json, application/json or text/event-stream.")).ConfigureAwait(false);
            return;
        }

        try
        {
            CheckPreflight(context.Request);
            using var json = await _reader.ReadAsync(context.Request).ConfigureAwait(false);
            var answer = await RespondAsync(context, RequestParameters.Read(json.RootElement), forms.MayStream).ConfigureAwait(false);
            await SendAsync(context, forms, answer).ConfigureAwait(false);
        }
        catch (InvalidRequestException refusal)
        {
            await RefuseAsync(context, forms.Type, refusal).ConfigureAwait(false);
        }
        catch (SyntaxException wrong)
        {
            // The text of a query string is not valid Unicode.
            await RefuseAsync(context, forms.Type, InvalidRequestException.Malformed(wrong.Error.Message)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client disconnected, so no response is sent.
        }
    }

    private static bool HasGraphQLParameters(IQueryCollection query) =>
        query.ContainsKey("query") || query.ContainsKey("documentId") || query.ContainsKey("extensions");

    private async Task WritePageAsync(HttpContext context)
    {
        if (!executor.Executable.Options.MayIntrospect(context.User))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (options.ExplorerPage is { } page)
        {
            await page(context).ConfigureAwait(false);
        }
        else
        {
            await StoredDocumentPage.WriteAsync(
                context, executor.Executable.StoredDocuments, options.StoredDocuments != StoredDocumentMode.Off).ConfigureAwait(false);
        }
    }

    private Task<OperationResponse> RespondAsync(HttpContext context, RequestParameters parameters, bool mayStream)
    {
        if (DocumentSelector.Find(parameters, executor.Executable.Stored, options.StoredDocuments, out var problem) is not { } document)
        {
            return Task.FromResult(new OperationResponse(ExecutionResult.Refused(Outcome.RequestError, problem!), null));
        }

        var request = new GraphQLRequest
        {
            Document = document,
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Services = new HttpServices(context),
            Scopes = mayStream ? context.RequestServices.GetRequiredService<IServiceScopeFactory>() : null,
            User = context.User,
            CostMode = context.Request.Headers["GraphQL-Cost"].ToString() switch
            {
                "report" => CostMode.Report,
                "validate" => CostMode.Validate,
                _ => CostMode.None,
            },

            // A GET may subscribe by server-sent events: a page of another origin cannot change data by it.
            QueriesOnly = HttpMethods.IsGet(context.Request.Method),
            MaySubscribe = mayStream,
        };
        return executor.RespondAsync(request, mayStream, context.RequestAborted).AsTask();
    }

    private void CheckPreflight(HttpRequest request)
    {
        if ((options.RequirePreflightHeader ?? usesCookies)
            && HttpMethods.IsGet(request.Method)
            && !PreflightHeaders.Any(name => request.Headers[name].ToString().Length > 0)
            && !IsNonFormContentType(request.ContentType))
        {
            throw InvalidRequestException.Malformed("This server requires the header GraphQL-Preflight: 1 in GET requests, so that pages of other sites cannot send them.");
        }
    }

    /// <summary>Whether an HTML form cannot send this content type.</summary>
    private static bool IsNonFormContentType(string? type) =>
        type?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } and not ("text/plain" or "application/x-www-form-urlencoded" or "multipart/form-data");

    private Task RefuseAsync(HttpContext context, MediaType type, InvalidRequestException rejection)
    {
        using var result = ExecutionResult.Refused(Outcome.RequestError, rejection.Error);
        Telemetry.Count(result.Errors);
        var status = rejection.IsWrongShape && options.StatusProfile == StatusProfile.Draft ? StatusCodes.Status422UnprocessableEntity : rejection.Status;
        return WriteAsync(context, type == MediaType.EventStream ? MediaType.Json : type, status, result);
    }

    private async Task SendAsync(HttpContext context, AcceptedMediaTypes forms, OperationResponse answer)
    {
        if (answer.Stream is not null || (forms.Type == MediaType.EventStream && answer.Result!.Outcome != Outcome.NotAQuery))
        {
            await new EventStream(context, executor.Unread, options.KeepAlive, executor.Time).SendAsync(answer).ConfigureAwait(false);
            return;
        }

        using var result = answer.Result!;
        if (result.Outcome == Outcome.NotAQuery)
        {
            context.Response.Headers.Allow = "POST";
        }
        else if (result.Outcome == Outcome.Overloaded && result.Errors[0].Extensions.GetValueOrDefault(Admission.RetryAfterKey) is int seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var type = forms.Type == MediaType.EventStream ? MediaType.Json : forms.Type;
        await WriteAsync(context, type, StatusCode.Of(result, type, options.StatusProfile), result).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, MediaType type, int status, ExecutionResult result)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypes.Header(type);
        context.Response.ContentLength = ResponseBody.LengthOf(result);
        ResponseBody.Write(context.Response.BodyWriter, result.Errors, result.HasData, result.Data.Span, result.Cost);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
