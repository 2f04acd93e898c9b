namespace TechGraph.Benchmarks;

/// <summary>Where the project's files are.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(Of(parts));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TechGraph.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Benchmarks run inside a checkout of the project.");
        }

        return folder;
    }
}
