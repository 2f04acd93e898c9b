using Microsoft.Extensions.DependencyInjection;

namespace TechGraph.GraphQL.Execution;

/// <summary>A service scope that is created when the first service is requested.</summary>
internal sealed class LazyScope(IServiceScopeFactory scopes) : IServiceProvider, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private AsyncServiceScope? _scope;

    public object? GetService(Type serviceType)
    {
        lock (_gate)
        {
            _scope ??= scopes.CreateAsyncScope();
        }

        return _scope.Value.ServiceProvider.GetService(serviceType);
    }

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? ValueTask.CompletedTask;
}
