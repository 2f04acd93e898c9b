using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>A server on a local port, with a schema for all tests of HTTP.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private const string Sdl = """
        type Query { hello(name: String): String waits: String scope: Int! }
        type Mutation { add: Int }
        type Subscription { count(to: Int!): Int forever: Int refused: Int breaks: Int flood(policy: Int!): Int! scope: Int! }
        """;

    private readonly WebApplication _app;
    private int _scopes;

    private EngineHost(WebApplication app) => _app = app;

    /// <summary>Completed when an endless subscription has ended.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes the field <c>waits</c>.</summary>
    public TaskCompletionSource<string> Continue { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Subscriptions to <c>forever</c> that have started and not ended.</summary>
    public int Running => Volatile.Read(ref _running);

    private int _running;

    public Uri Address { get; private set; } = null!;

    /// <summary>Bytes that wait until clients read them.</summary>
    public long Unread => _app.Services.GetRequiredService<RequestExecutor>().Unread.Used;

    public Uri Socket => new($"ws://{Address.Authority}/graphql");

    /// <param name="options">Settings of the engine.</param>
    /// <param name="time">Clock; null means that of the system.</param>
    /// <param name="map">Adds to the resolver map.</param>
    /// <param name="services">Registers further services.</param>
    /// <param name="pipeline">Adds middleware before the endpoint.</param>
    /// <param name="endpoint">Adds conventions to the endpoint.</param>
    public static async Task<EngineHost> StartAsync(
        Action<GraphQLOptions>? options = null,
        TimeProvider? time = null,
        Action<GraphQLEngineBuilder>? map = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        Action<IEndpointConventionBuilder>? endpoint = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        EngineHost? host = null;
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.AddScoped<ScopeNumber>();
        builder.Services.AddSingleton<Func<int>>(() => Interlocked.Increment(ref host!._scopes));
        builder.Services.AddGraphQLEngine(engine =>
        {
            engine.Sdl(Sdl)
                .Field("Query", "hello", static (IFieldContext c) => $"Hello {c.Arg<string?>("name") ?? "you"}")
                .Field("Query", "waits", (IFieldContext _) => host!.Continue.Task)
                .Field("Query", "scope", static (IFieldContext c) => c.Service<ScopeNumber>().Value)
                .Field("Mutation", "add", static (IFieldContext _) => 1)
                .Stream("Subscription", "count", static (IFieldContext c) => CountAsync(c.Arg<int>("to")))
                .Stream("Subscription", "forever", (IFieldContext c) => host!.ForeverAsync(c.Cancellation))
                .Stream("Subscription", "refused", static IAsyncEnumerable<int> (_) => throw new GraphQLError("No.", "NO"))
                .Stream("Subscription", "breaks", static (IFieldContext _) => BreakAsync())
                .Stream("Subscription", "flood", static (IFieldContext _) => CountAsync(1_000), OverflowPolicy.Close)
                .Stream("Subscription", "scope", static (IFieldContext _) => CountAsync(2))
                .Field("Subscription", "scope", static (IFieldContext c) => c.Service<ScopeNumber>().Value)
                .Store("hello", "# Says hello?\n{ hello }")
                .Options(o =>
                {
                    o.AllowIntrospection = true;
                    o.Http.StoredDocuments = StoredDocumentMode.Allow;
                    options?.Invoke(o);
                });
            map?.Invoke(engine);
        });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        host = new EngineHost(app);
        pipeline?.Invoke(app);
        var mapped = app.MapTechGraphQL("/graphql");
        endpoint?.Invoke(mapped);
        await app.StartAsync();
        host.Address = new Uri(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/graphql");
        return host;
    }

    /// <summary>Sets an access check for each event that denies the third call, which is at the second event.</summary>
    public static void AllowTwoChecks(GraphQLOptions options)
    {
        var asked = 0;
        options.AuthorizeEachEvent = true;
        options.Authorize = _ => new(Interlocked.Increment(ref asked) > 2 ? AccessDecision.NotAuthorized : AccessDecision.Allowed);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async IAsyncEnumerable<int> CountAsync(int to)
    {
        for (var i = 1; i <= to; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> BreakAsync()
    {
        await Task.Yield();
        yield return 1;
        throw new InvalidOperationException("secret");
    }

    private async IAsyncEnumerable<int> ForeverAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref _running);
        try
        {
            yield return 1;
            yield return 2;
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            Ended.TrySetResult();
        }
    }

    /// <summary>A scoped service.</summary>
    internal sealed class ScopeNumber(Func<int> next)
    {
        public int Value { get; } = next();
    }
}
