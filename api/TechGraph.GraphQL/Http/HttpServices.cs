using Microsoft.AspNetCore.Http;

namespace TechGraph.GraphQL.Http;

/// <summary>Services of an HTTP request; their scope is created when a resolver first requests one.</summary>
internal sealed class HttpServices(HttpContext context) : IServiceProvider
{
    private readonly Lock _gate = new();

    public object? GetService(Type serviceType)
    {
        // Resolvers may call this concurrently, but the context's creation of the scope is not thread-safe.
        IServiceProvider services;
        lock (_gate)
        {
            services = context.RequestServices;
        }

        return services.GetService(serviceType);
    }
}
