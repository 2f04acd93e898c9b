using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Workers;

namespace TechGraph.Ingest.Intake;

/// <summary>The intake over HTTP, documented in docs/intake.md.</summary>
public static class IntakeEndpoints
{
    /// <summary>
    /// Maps <c>POST /intake</c>, <c>GET /intake/{id}</c>, <c>GET /intake/{id}/content</c> and <c>POST /intake/{id}/retry</c>. The host must
    /// define authorization policies with the names in <see cref="IntakeScopes"/>.
    /// </summary>
    public static IEndpointConventionBuilder MapIntake(this IEndpointRouteBuilder app)
    {
        var intake = app.MapGroup("/intake").AddEndpointFilter(HandleErrorsAsync);
        intake.MapPost("", ReceiveAsync).RequireAuthorization(IntakeScopes.Write);
        intake.MapPost("{id}/retry", RetryAsync).RequireAuthorization(IntakeScopes.Write);
        intake.MapGet("{id}", static (string id, HttpContext context, Ledger ledger) => Answer(context, StatusCodes.Status200OK, Find(ledger, id)))
            .RequireAuthorization(IntakeScopes.Read);
        intake.MapGet("{id}/content", Content).RequireAuthorization(IntakeScopes.Read);
        return intake;
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, Ledger ledger, string? name = null)
    {
        var content = await Upload.ReadAsync(context.Request);
        var key = context.Request.Headers["Idempotency-Key"];
        var item = ledger.Receive(Upload.Of(name, Author(context), content, key.Count > 0 ? key.ToString() : null));
        return Accepted(context, item);
    }

    /// <summary>With a body: a corrected file; without: the same bytes again.</summary>
    private static async Task<IResult> RetryAsync(string id, HttpContext context, Ledger ledger)
    {
        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? context.Request.ContentLength is not null and not 0;
        var content = hasBody || context.Request.ContentType is not null ? await Upload.ReadAsync(context.Request) : null;
        return Accepted(context, ledger.Retry(id, content));
    }

    private static IResult Content(string id, HttpContext context, Ledger ledger)
    {
        var item = Find(ledger, id);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{item.Id}.yaml\"";
        return Results.Bytes(ledger.Content(id)!, "application/yaml");
    }

    private static IntakeItem Find(Ledger ledger, string id) => ledger.Find(id) ?? throw new IntakeException("INTAKE_UNKNOWN", $"There is no item \"{id}\".");

    private static string Author(HttpContext context) => context.User.Identity?.Name ?? "upload";

    private static IResult Accepted(HttpContext context, IntakeItem item)
    {
        context.Response.Headers.Location = $"{context.Request.PathBase}/intake/{item.Id}";
        return Answer(context, StatusCodes.Status202Accepted, item);
    }

    private static IResult Answer(HttpContext context, int status, IntakeItem item)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new
            {
                item.Id,
                item.Name,
                Origin = EnumText.Kebab(item.Origin),
                item.Author,
                State = EnumText.Kebab(item.State),
                item.Dossier,
                item.Sha256,
                item.Size,
                item.ReceivedAt,
                item.ChangedAt,
                item.Attempts,
                item.WaitingFor,
                item.NextAttempt,
                item.Sequence,
                item.Problems,
            },
            statusCode: status);
    }

    /// <summary>Turns failures into problem details (RFC 9457) with a code of docs/problems.md.</summary>
    private static async ValueTask<object?> HandleErrorsAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        try
        {
            return await next(invocation);
        }
        catch (Exception failure) when (IntakeErrorResponse.Of(failure) is { } refusal)
        {
            if (failure is StoreException store)
            {
                var log = (ILoggerFactory)context.RequestServices.GetService(typeof(ILoggerFactory))!;
                log.CreateLogger(typeof(IntakeEndpoints)).LedgerFailed(store.Code, store.Message);
            }

            if (refusal.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            return IntakeProblem.Of(refusal.Status, refusal.Code, refusal.Message);
        }
    }
}
