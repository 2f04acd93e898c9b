using System.Globalization;
using TechGraph.Api.Access;
using TechGraph.Api.Startup;
using TechGraph.GraphQL;
using TechGraph.Ingest;
using TechGraph.Ingest.Intake;
using TechGraph.Stores;

// Dates and numbers read the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is ["schema", "export", ..])
{
    return await SchemaExport.RunAsync(args[2..]);
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    Addresses.Check(builder.Configuration["urls"]);
    builder.Services
        .AddGraphStore(builder.Configuration)
        .AddIngest()
        .AddTechGraphApi(builder.Configuration)
        .AddApiKeys(builder.Configuration)
        .AddIntake(builder.Configuration);

    // A failure to start is told below, in one sentence rather than with its stack.
    builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

    var app = builder.Build();
    app.MapExplorer();
    app.MapTechGraphQL("/graphql");
    app.MapIntake();
    app.MapHealth();
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (Failures.Sentence(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
