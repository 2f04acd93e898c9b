namespace TechGraph.Tests.Fixtures;

/// <summary>Parts of the documentation that are generated from the code. <c>TECHGRAPH_WRITE_DOCS=1</c> writes them; otherwise they are compared.</summary>
internal static class GeneratedText
{
    /// <summary>Compares or writes the text between <c>&lt;!-- begin NAME --&gt;</c> and <c>&lt;!-- end NAME --&gt;</c>.</summary>
    /// <param name="file">The page.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="expected">The text generated from the code, without the two marks.</param>
    public static void AssertPart(string file, string name, string expected)
    {
        var page = File.ReadAllText(file);
        var (begin, end) = ($"<!-- begin {name} -->\n", $"<!-- end {name} -->");
        var start = page.IndexOf(begin, StringComparison.Ordinal);
        var stop = page.IndexOf(end, StringComparison.Ordinal);
        Assert.That(start >= 0 && stop > start, $"{Path.GetFileName(file)} has the marks of the part \"{name}\".");
        start += begin.Length;
        if (Environment.GetEnvironmentVariable("TECHGRAPH_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, page[..start] + expected + page[stop..]);
            return;
        }

        Assert.That(page[start..stop], Is.EqualTo(expected), $"{Path.GetFileName(file)} is not what the code says. Run this test once with TECHGRAPH_WRITE_DOCS=1 and commit the page.");
    }
}
