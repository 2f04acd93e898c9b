namespace TechGraph.Tests.Fixtures;

/// <summary>A company that is founded in China, moves to Singapore and is bought from there.</summary>
/// <remarks><code>
/// manus: founded CN ──2025-05..12── moves to SG ──2025-12── bought by meta (US)
///        round led by fund, 2025-04          └ review by a ministry, 2026-01
/// </code></remarks>
internal static class Manus
{
    public const string Dossier = """
        dossier: manus
        title: Manus
        entities:
          manus: {kind: company, name: Manus}
          meta: {kind: company, name: Meta, country: {code: US, source: wire, at: para 1}}
          fund: {kind: investor, name: A fund, country: {code: US, source: wire, at: para 1}}
          ministry: {kind: agency, name: A ministry}
          agents: {kind: field, name: agentic AI}
        events:
          founding:
            kind: founding
            title: Manus is founded in China
            participants: [{role: subject, entity: manus}, {role: place, entity: cn}]
            claims: [{id: F.1, source: wire, at: para 2, says: It was founded in China., date: ../2025-04, status: concluded}]
          round:
            kind: investment
            title: A fund leads a round
            participants: [{role: lead-investor, entity: fund}, {role: investee, entity: manus}]
            claims:
              - {id: R.1, source: wire, at: para 3, says: A round., closed: 2025-04, values: [{amount: 75000000, currency: USD, measure: funding}]}
          move:
            kind: relocation
            title: Manus moves to Singapore
            participants: [{role: subject, entity: manus}, {role: origin, entity: cn}, {role: destination, entity: sg}]
            claims:
              - id: M.1
                source: paper
                at: para 4
                says: It moved.
                date: {edtf: 2025-05~, not_before: 2025-05, not_after: 2025-12}
                status: concluded
          sale:
            kind: acquisition
            title: Meta buys Manus
            participants: [{role: acquirer, entity: meta}, {role: target, entity: manus}, {role: technology, entity: agents}]
            claims:
              - id: S.1
                source: paper
                at: para 5
                says: Meta is buying it.
                announced: 2025-12
                values: [{amount: 2000000000, currency: USD, qualifier: more-than, measure: price, hedge: reportedly}]
          review:
            kind: review
            title: A ministry reviews the sale
            participants: [{role: authority, entity: ministry}, {role: subject, event: sale}]
            claims: [{id: V.1, source: paper, at: para 6, says: It is under review., date: {edtf: 2026-01~, not_before: 2025-12}, status: open}]
        """;
}
