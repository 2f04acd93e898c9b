namespace TechGraph.Tests.Fixtures;

/// <summary>Paths of the project's files and of the fact files beside it.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The full path of a file or folder of the project.</summary>
    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a fact file; the test is skipped if the files are not beside the project.</summary>
    public static string Facts(string file)
    {
        var path = Path.Combine(Root, "..", "shared", "facts", file);
        if (!File.Exists(path))
        {
            Assert.Ignore($"The fact file {file} is not beside the project; the dossiers cannot be compared with it here.");
        }

        return File.ReadAllText(path);
    }

    private static string Find()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "TechGraph.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? Environment.GetEnvironmentVariable("TECHGRAPH_ROOT")
                ?? throw new InvalidOperationException("The tests run inside a checkout of the project.");
        }

        return folder;
    }
}
