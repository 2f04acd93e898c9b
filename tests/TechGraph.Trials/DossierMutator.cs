using System.Text;
using TechGraph.GraphQL.Conformance.Mutation;

namespace TechGraph.Trials;

/// <summary>Mutates dossiers by bytes and by words: most results are invalid, and some can still be parsed.</summary>
internal sealed class DossierMutator(Random random)
{
    private static readonly string[] Seeds =
    [
        """
        dossier: world
        title: Places and sources
        sources:
          paper: {title: A newspaper, publisher: The Paper, published: 2026-01-15, tier: press}
          wire: {title: A wire story, publisher: The Wire, published: 2025-05-20, tier: agency, copy_of: paper}
        entities:
          cn: {kind: country, name: China, code: CN}
          us: {kind: country, name: United States, code: US}
        """,
        """
        dossier: sale
        title: A sale
        about: "What it is about: # no comment"
        entities:
          manus: {kind: company, name: Manus, aliases: [{name: 蝴蝶效应, script: Hans, kind: former}]}
          meta: {kind: company, name: Meta, country: {code: US, source: wire, at: para 1}}
          agents: {kind: field, name: agentic AI}
        events:
          sale:
            kind: acquisition
            title: Meta buys Manus
            participants: [{role: acquirer, entity: meta}, {role: target, entity: manus}, {role: technology, entity: agents}]
            claims:
              - id: S.1
                source: paper
                at: para 5
                says: |
                  It is buying it.
                announced: 2025-12
                values: [{amount: 2000000000, currency: USD, qualifier: more-than, measure: price, hedge: reportedly}]
              - {id: S.2, source: wire, says: 'It is done.', closed: {edtf: 2025-12-29~, not_after: 2026-01}, stance: corrects}
        """,
        """
        dossier: more
        title: More of it
        extend:
          entities:
            manus:
              claims: [{id: M.1, source: paper, says: It has staff., stance: reports}]
          events:
            sale:
              participants: [{role: site, entity: us}]
              claims: [{id: M.2, source: wire, says: It was sold., signed: 2025-12-01, status: signed}]
        relations:
          based:
            kind: based_in
            from: manus
            to: cn
            claims: [{id: B.1, source: wire, says: It was there., since: 2022, until: 2025-05~}]
        """,
    ];

    private static readonly byte[][] Tokens =
    [
        .. new[]
            {
                "{", "}", "[", "]", ": ", "- ", "\n", "\n  ", "  ", "\t", "\r\n", "#", "&a ", "*a", "!!str ", "'", "\"", "|", ">", "?", "---\n", "...\n", "%YAML 1.2\n", "<<: ", "~", "null", "2025-13", "2025-05~",
                "../2026", "2026/2025", "-1", "1e999", "99999999999999999999999999999", "0x1F", ".inf", ".nan", "é", "\u200B", "\u202E", "\uFEFF", "\0", "\\u0000", "а", "dossier: sale\n", "dossier: world\n", "kind: ", "kind: licence", "role: target",
                "entity: manus", "entity: nobody", "event: sale", "source: paper", "id: S.1", "claims: ", "withdrawn", "status: closed", "currency: XXX", "same_event_as: sale", "extend:\n", "events:\n", "copy_of: wire", "part_of",
            }
            .Select(Encoding.UTF8.GetBytes),
    ];

    private readonly Mutator _bytes = new(random, [.. Seeds.Select(Encoding.UTF8.GetBytes)], Tokens);

    /// <summary>The next mutated dossier; at least one byte.</summary>
    public byte[] Next()
    {
        // In some dossiers, only words or lines are swapped: they can still be parsed and mean something else.
        var made = new List<byte>(random.Next(4) == 0 ? Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]) : _bytes.Next());
        for (var i = random.Next(3); i > 0 && made.Count > 0; i--)
        {
            if (random.Next(2) == 0)
            {
                SwapLines(made);
            }
            else
            {
                SwapWords(made);
            }
        }

        return made.Count > 0 ? [.. made] : [(byte)'x'];
    }

    private void SwapLines(List<byte> made)
    {
        var lines = Encoding.Latin1.GetString([.. made]).Split('\n');
        random.Shuffle(lines.AsSpan(0, Math.Min(lines.Length, random.Next(2, 6))));
        made.Clear();
        made.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private void SwapWords(List<byte> made)
    {
        var words = Encoding.Latin1.GetString([.. made]).Split(' ');
        var (a, b) = (random.Next(words.Length), random.Next(words.Length));
        (words[a], words[b]) = (words[b], words[a]);
        made.Clear();
        made.AddRange(Encoding.Latin1.GetBytes(string.Join(' ', words)));
    }
}
