using TechGraph.GraphQL;

namespace TechGraph.Api.Startup;

/// <summary>Writes the public contract without a server: <c>schema export [--output FILE]</c>.</summary>
internal static class SchemaExport
{
    private const int WrongCommandLine = 1;

    public static async Task<int> RunAsync(string[] args)
    {
        var sdl = new GraphQLEngineBuilder().AddTechGraph().ExportSdl();
        switch (args)
        {
            case []:
                await Console.Out.WriteAsync(sdl);
                return 0;
            case ["--output", var file]:
                try
                {
                    await File.WriteAllTextAsync(file, sdl);
                    return 0;
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync($"The schema was not written: {failure.Message}");
                    return WrongCommandLine;
                }

            default:
                await Console.Error.WriteLineAsync("Usage: schema export [--output FILE]");
                return WrongCommandLine;
        }
    }
}
