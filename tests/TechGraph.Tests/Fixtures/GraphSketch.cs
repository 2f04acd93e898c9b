using System.Globalization;
using System.Text;

namespace TechGraph.Tests.Fixtures;

/// <summary>Writes small deal graphs line by line: <c>licence l1 a -> b: t1, t2 | closed: 2020</c>.</summary>
/// <remarks>
/// <para>A line is <c>kind id giver -> taker[: technologies] | values of its one claim</c>. Kinds: <c>licence</c>, <c>partnership</c>
/// (contributor to recipient), <c>acquisition</c> (target to acquirer; <c>id seller + target -> acquirer</c> with a seller) and
/// <c>investment</c> (investor to investee). Names that begin with <c>t</c> and a digit are know-how, with <c>f</c> and a digit fields, with
/// <c>g</c> and a digit groups; all others are companies.</para>
/// <para>A relation is <c>rel kind from to | values of its one claim</c>.</para>
/// </remarks>
internal static class GraphSketch
{
    public static string Dossier(string lines, string more = "")
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var events = new StringBuilder();
        var relations = new StringBuilder();
        var count = 0;
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            count++;
            var halves = line.Split('|', StringSplitOptions.TrimEntries);
            var values = halves.Length > 1 && halves[1].Length > 0 ? ", " + halves[1] : "";
            if (line.StartsWith("rel ", StringComparison.Ordinal))
            {
                var parts = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Name(names, parts[2]);
                Name(names, parts[3]);
                relations.Append(CultureInfo.InvariantCulture, $"  r{count}: {{kind: {parts[1]}, from: {parts[2]}, to: {parts[3]}, claims: [{{id: r{count}.1, source: paper, says: x{values}}}]}}\n");
                continue;
            }

            var colon = halves[0].Split(':', 2, StringSplitOptions.TrimEntries);
            var technologies = colon.Length > 1 ? colon[1].Split(',', StringSplitOptions.TrimEntries) : [];
            var words = colon[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (kind, id) = (words[0], words[1]);
            var arrow = Array.IndexOf(words, "->");
            var taker = words[arrow + 1];
            var (giverRole, takerRole) = kind switch
            {
                "licence" => ("licensor", "licensee"),
                "partnership" => ("contributor", "recipient"),
                "investment" => ("investor", "investee"),
                _ => ("target", "acquirer"),
            };
            var participants = new List<string>();
            if (arrow == 5)
            {
                participants.Add($"{{role: seller, entity: {words[2]}}}");
                Name(names, words[2]);
            }

            var giver = words[arrow - 1];
            participants.Add($"{{role: {giverRole}, entity: {giver}}}");
            participants.Add($"{{role: {takerRole}, entity: {taker}}}");
            participants.AddRange(technologies.Select(t => $"{{role: technology, entity: {t}}}"));
            foreach (var name in technologies.Append(giver).Append(taker))
            {
                Name(names, name);
            }

            events.Append(CultureInfo.InvariantCulture, $"  {id}:\n    kind: {kind}\n    title: {id}\n    participants: [{string.Join(", ", participants)}]\n    claims: [{{id: {id}.1, source: paper, says: x{values}}}]\n");
        }

        var text = new StringBuilder("dossier: sketch\ntitle: sketch\nentities:\n");
        foreach (var name in names)
        {
            var kind = name.Length > 1 && char.IsAsciiDigit(name[1])
                ? name[0] switch { 't' => "know-how", 'f' => "field", 'g' => "group", _ => "company" }
                : "company";
            text.Append(CultureInfo.InvariantCulture, $"  {name}: {{kind: {kind}, name: {name}}}\n");
        }

        text.Append("events:\n").Append(events.Length == 0 ? "  {}\n" : events);
        if (relations.Length > 0)
        {
            text.Append("relations:\n").Append(relations);
        }

        return text.Append(more).ToString();
    }

    private static void Name(SortedSet<string> names, string name)
    {
        if (name is not ("cn" or "us" or "sg"))
        {
            names.Add(name);
        }
    }
}
