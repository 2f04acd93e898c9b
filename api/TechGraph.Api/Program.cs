using System.Globalization;
using TechGraph.Api;
using TechGraph.Api.Startup;

// Dates and numbers have the same format on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is ["schema", "export", ..])
{
    return await SchemaExport.RunAsync(args[2..]);
}

try
{
    await TechGraphServer.RunAsync(args);
    return 0;
}
catch (Exception failure) when (TechGraphServer.Explain(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
