using System.Globalization;
using System.Text;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;

namespace TechGraph.Tests.Ingest;

/// <summary>Small dossiers that refer to each other, and judgements on their entities.</summary>
internal static class RandomDossiers
{
    /// <summary>Names of dossiers; each has a company with the same id.</summary>
    public static readonly string[] Names = ["a", "b", "c", "d"];

    public static (IReadOnlyList<DossierFile> Files, Problems Problems) Read(IEnumerable<(string Name, string Text)> dossiers)
    {
        var problems = new Problems();
        var files = dossiers.Select(dossier => DossierParser.Parse(Encoding.UTF8.GetBytes(dossier.Text), dossier.Name, Terms.Shipped, problems)).OfType<DossierFile>().ToList();
        return (files, problems);
    }

    public static string Company(string name, string call) => $$"""
        dossier: {{name}}
        title: {{name}}
        entities:
          {{name}}: {kind: company, name: {{call}} {{name}}, country: {code: CN, source: paper} }

        """;

    /// <summary>A company that may have a deal with another dossier's company, and may extend another dossier's deal.</summary>
    public static string Text(Random random, string name)
    {
        var other = Names[random.Next(Names.Length)];
        var text = new StringBuilder(Company(name, random.Next(2) == 0 ? "Old" : "New"));
        if (random.Next(2) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                events:
                  {{name}}-deal:
                    kind: licence
                    title: A deal
                    participants:
                      - {role: licensor, entity: {{name}} }
                      - {role: licensee, entity: {{(other == name ? "us-firm" : other)}} }
                    claims: [{id: {{name}}.1, source: paper, says: {{random.Next(3)}}, signed: 2025-03}]

                """);
            if (other == name)
            {
                text.Replace("entities:\n", "entities:\n  us-firm: {kind: company, name: A firm}\n");
            }
        }

        if (random.Next(5) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"extend:\n  events:\n    {other}-deal: {{claims: [{{id: {name}.x, source: paper, says: x, announced: 2025-02}}]}}\n");
        }

        return text.ToString();
    }

    public static async Task JudgeAsync(Random random, params SqliteGraph[] stores)
    {
        var (one, other) = (new EntityId(Names[random.Next(Names.Length)]), new EntityId(Names[random.Next(Names.Length)]));
        var act = random.Next(5);
        var problems = new List<string?>();
        foreach (var store in stores)
        {
            var curator = new Curator(store, store, Terms.Shipped, TimeProvider.System);
            var report = await (act switch
            {
                0 => curator.UndoJudgementAsync(one, other, "test"),
                1 => curator.WithdrawAsync(RecordRef.To(one), "x", "test"),
                2 => curator.ReinstateAsync(RecordRef.To(one), "test"),
                _ => curator.JudgeAsync(one, other, Verdict.Same, "test", null),
            });
            problems.Add(report.Problem?.ToString());
        }

        Assert.That(problems.Distinct().Count(), Is.EqualTo(1));
    }

    /// <summary>Loads dossiers from their texts.</summary>
    public static Task<LoadReport> LoadTextAsync(this Loader loader, bool prune, params (string Name, string Text)[] dossiers)
    {
        var (files, problems) = Read(dossiers);
        return loader.LoadAsync(files, problems, "test", prune, progress: null, CancellationToken.None);
    }
}
