using System.Globalization;
using System.Text;

namespace TechGraph.Tests.Boundaries;

/// <summary>Draws the folders of the product as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html).</summary>
internal static class FolderPicture
{
    /// <summary>
    /// Draws one box for each project and one node for each folder. An arrow points to what is used; an arrow that follows from others is
    /// left out. Between projects the arrows join complete projects.
    /// </summary>
    /// <param name="graph">The folders of all projects.</param>
    /// <param name="projects">The projects to draw, as folders, in the order of the boxes.</param>
    public static string Draw(FolderGraph graph, IReadOnlyList<string> projects)
    {
        var text = new StringBuilder("flowchart TD\n");
        var folders = graph.Folders.Where(folder => ProjectOf(folder) is not null).ToList();
        foreach (var (index, project) in projects.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph p{index}[\"{project}\"]\n");
            foreach (var folder in folders.Where(folder => ProjectOf(folder) == project))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Node(folder)}[\"{(folder == project ? "(top folder)" : folder[(project.Length + 1)..])}\"]\n");
            }

            text.Append("  end\n");
        }

        var inside = graph.Arrows.Keys.Where(arrow => ProjectOf(arrow.From) is { } project && project == ProjectOf(arrow.To)).ToList();
        foreach (var (from, to) in inside.Where(arrow => !IsRedundant(arrow, inside)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Node(from)} --> {Node(to)}\n");
        }

        var between = graph.Arrows.Keys.Select(arrow => (From: ProjectOf(arrow.From)!, To: ProjectOf(arrow.To)!))
            .Where(arrow => arrow.From is not null && arrow.To is not null && arrow.From != arrow.To).Distinct().ToList();
        foreach (var (from, to) in between.Where(arrow => !IsRedundant(arrow, between)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  p{projects.ToList().IndexOf(from)} ==> p{projects.ToList().IndexOf(to)}\n");
        }

        return text.ToString();

        string? ProjectOf(string folder) => projects.FirstOrDefault(project => folder == project || folder.StartsWith(project + "/", StringComparison.Ordinal));

        static string Node(string folder) => folder.Replace('/', '_').Replace('.', '_').Replace('-', '_');
    }

    /// <summary>Whether a longer way leads from the start of an arrow to its end. The graph has no loops.</summary>
    private static bool IsRedundant((string From, string To) arrow, List<(string From, string To)> all)
    {
        var open = new Stack<string>(all.Where(other => other.From == arrow.From && other.To != arrow.To).Select(other => other.To));
        var seen = new HashSet<string>();
        while (open.TryPop(out var at))
        {
            if (at == arrow.To)
            {
                return true;
            }

            foreach (var next in all.Where(other => other.From == at && seen.Add(other.To)))
            {
                open.Push(next.To);
            }
        }

        return false;
    }
}
