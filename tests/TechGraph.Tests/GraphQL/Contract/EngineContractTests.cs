using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Contract;

/// <summary>The engine of this repository as a host of resolver maps.</summary>
public sealed class EngineContractTests : HostContract
{
    [Test]
    public void The_map_contains_everything_that_a_host_needs()
    {
        var map = new ContractMap().AddTo(new GraphQLEngineBuilder());
        Assert.That(map.Documents, Has.Count.EqualTo(1));
        Assert.That(map.Scalars.Select(s => (s.Name, s.Type, s.Codec is IScalarCodec<DateOnly>)), Is.EqualTo([("Date", typeof(DateOnly), true)]));
        Assert.That(map.TypeResolvers.Select(t => t.Key), Is.EqualTo(["Party", "Any"]));
        Assert.That(map.Streams.Select(s => $"{s.Type}.{s.Field}"), Is.EqualTo(["Subscription.firmFounded"]));
        Assert.That(map.Fields.Single(f => f.Field == "staff").Function.Method.GetParameters().Last().ParameterType.GetGenericTypeDefinition(), Is.EqualTo(typeof(IBatchContext<>)));
        Assert.That(map.Fields.Single(f => f.Field == "later").Function.Method.ReturnType, Is.EqualTo(typeof(Task<int>)));
    }

    protected override async Task<(IAsyncDisposable Host, Uri Address)> StartAsync(Action<GraphQLEngineBuilder> map, Action<IServiceCollection> services)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        services(builder.Services);
        builder.Services.AddGraphQLEngine(map);
        var app = builder.Build();
        app.MapTechGraphQL("/graphql");
        await app.StartAsync();
        return (app, new Uri(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/graphql"));
    }
}
