using System.Globalization;

namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>
/// Generated dossiers: companies, deals between companies of other dossiers, edits, and some that must be refused. The same number always
/// gives the same file.
/// </summary>
internal static class NumberedDossiers
{
    /// <summary>Name and text of the file with a number; files are submitted in order of their numbers.</summary>
    public static (string Name, string Text) Of(int n) => ($"{n:00000}.yaml", (n % 8) switch
    {
        0 or 1 => Company(n, $"Company {n}"),
        2 => Deal(n, n - 2, n - 1),

        // An edit of an earlier dossier; the later version counts.
        3 => Company(n - 3, $"Company {n - 3}, renamed"),
        4 => $"dossier: invalid{n}\ntitle: Invalid\nentities:\n  p{n}: {{kind: compny, name: P}}\n  q{n}: [",
        5 => Group(n),
        6 => $"dossier: wrong{n}\ntitle: Wrong\nentities:\n  w{n}: {{kind: compny, name: W}}\n",

        // The same bytes under another name.
        _ => Company(n - 6, $"Company {n - 6}"),
    });

    /// <summary>Whether the dossier with a number can be stored.</summary>
    public static bool IsValid(int n) => n % 8 is not (4 or 6);

    private static string Company(int n, string name) => string.Create(CultureInfo.InvariantCulture, $$"""
        dossier: company{{n}}
        title: One company
        entities:
          c{{n}}: {kind: company, name: "{{name}}"}
        """);

    private static string Group(int n) =>
        $"dossier: group{n}\ntitle: Many companies\nentities:\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"  g{n}-{i}: {{kind: company, name: Member {i} of {n}}}\n"));

    private static string Deal(int n, int seller, int buyer) => string.Create(CultureInfo.InvariantCulture, $$"""
        dossier: deal{{n}}
        title: A deal between companies of other dossiers
        sources:
          paper{{n}}: {title: A newspaper, publisher: The Paper, published: 2026-01-15, tier: press}
        events:
          sale{{n}}:
            kind: acquisition
            title: A sale
            participants: [{role: acquirer, entity: c{{buyer}}}, {role: target, entity: c{{seller}}}]
            claims: [{id: S{{n}}.1, source: paper{{n}}, at: para 1, says: It was sold., closed: 2025-12, values: [{amount: {{n}}, currency: USD, measure: price}]}]
        """);
}
