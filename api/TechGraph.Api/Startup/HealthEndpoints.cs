using TechGraph.Schema.Graph;

namespace TechGraph.Api.Startup;

/// <summary>Whether the process lives, and whether it can answer.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", static () => Results.Text("live"));
        app.MapGet("/health/ready", static async (IGraphStore store, CancellationToken cancellation) =>
        {
            try
            {
                return Results.Text($"ready, version {(await store.ReadAsync(cancellation: cancellation)).Version.Sequence}");
            }
            catch (StoreException failure)
            {
                return Results.Text($"{failure.Code}: {failure.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
