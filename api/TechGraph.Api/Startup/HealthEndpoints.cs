using TechGraph.Core.Graph;

namespace TechGraph.Api.Startup;

/// <summary>Reports whether the process runs and whether it can answer queries.</summary>
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
                var sequence = (await store.ReadAsync(cancellation: cancellation)).Version.Sequence;
                return Results.Text(
                    $"ready, version {sequence}"
                    + (store.StaleSince is { } since ? $"; the store has not answered since {since:yyyy-MM-dd'T'HH:mm:ss'Z'}, so newer versions are not visible" : "")
                    + (store.Problem is { } problem ? $"; {problem.Code}: {problem.Message}" : ""));
            }
            catch (StoreException failure)
            {
                return Results.Text($"{failure.Code}: {failure.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
