using Microsoft.AspNetCore.Http;

namespace TechGraph.GraphQL.Http;

/// <summary>The services of an HTTP request; their scope is made when a resolver first asks for one.</summary>
internal sealed class HttpServices(HttpContext context) : IServiceProvider
{
    private readonly Lock _gate = new();

    public object? GetService(Type serviceType)
    {
        // Resolvers may ask at once, and the context makes its scope for one thread only.
        IServiceProvider services;
        lock (_gate)
        {
            services = context.RequestServices;
        }

        return services.GetService(serviceType);
    }
}
