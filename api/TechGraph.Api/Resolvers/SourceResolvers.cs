using TechGraph.Core.Model;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of sources and claims.</summary>
internal static class SourceResolvers
{
    public static GraphQLEngineBuilder AddSources(this GraphQLEngineBuilder map) => map
        .Field("Source", "id", static (LensView<Source> s) => s.Record.Id.Value)
        .Field("Source", "title", static (LensView<Source> s) => s.Record.Title)
        .Field("Source", "publisher", static (LensView<Source> s) => s.Record.Publisher)
        .Field("Source", "published", static (LensView<Source> s) => s.Record.Published?.Date)
        .Field("Source", "publishedBasis", static (LensView<Source> s) => s.Record.Published?.Basis)
        .Field("Source", "tier", static (LensView<Source> s) => s.Record.Tier)
        .Field("Source", "url", static (LensView<Source> s) => s.Record.Url)
        .Field("Source", "copyOf", static (LensView<Source> s) => s.Record.CopyOf is { } id ? s.With(s.Lens.View.Find(id)!) : null)
        .Field("Source", "note", static (LensView<Source> s) => s.Record.Note)
        .Field("Source", "contributors", static (LensView<Source> s) => s.Each(s.Record.Contributors))
        .Field("Source", "reportsOn", static (LensView<Source> s) => s.Each(s.Record.ReportsOn.Select(id => s.Lens.View.Find(id)!)))
        .Field("Source", "claims", static (IFieldContext c) => c.Parent<LensView<Source>>() is var s
            ? s.Each(s.Lens.View.ClaimsOf(s.Record.Id).Where(s.Lens.Includes).Take(c.First()))
            : [])
        .Field("Contributor", "role", static (LensView<Contributor> c) => c.Record.Role)
        .Field("Contributor", "entity", static (LensView<Contributor> c) => c.Entity(c.Record.Entity))
        .Field("Claim", "id", static (LensView<Claim> c) => c.Record.Id.Value)
        .Field("Claim", "says", static (LensView<Claim> c) => c.Record.Says)
        .Field("Claim", "source", static (LensView<Claim> c) => c.With(c.Lens.View.Find(c.Record.Source)!))
        .Field("Claim", "published", static (LensView<Claim> c) => c.Lens.View.Find(c.Record.Source)!.Published?.Date)
        .Field("Claim", "locator", static (LensView<Claim> c) => c.Record.Locator)
        .Field("Claim", "fact", static (LensView<Claim> c) => c.Record.Fact)
        .Field("Claim", "stance", static (LensView<Claim> c) => c.Record.Stance)
        .Field("Claim", "origin", static (LensView<Claim> c) => c.Record.Origin)
        .Field("Claim", "tier", static (LensView<Claim> c) => c.Lens.TierOf(c.Record))
        .Field("Claim", "negative", static (LensView<Claim> c) => c.Record.Negative)
        .Field("Claim", "attributedTo", static (LensView<Claim> c) => c.Record.AttributedTo is { } id ? c.Entity(id) : null)
        .Field("Claim", "hedge", static (LensView<Claim> c) => c.Record.Hedge)
        .Field("Claim", "condition", static (LensView<Claim> c) => c.Record.Condition)
        .Field("Claim", "basis", static (LensView<Claim> c) => c.Record.Basis)
        .Field("Claim", "note", static (LensView<Claim> c) => c.Record.Note)
        .Field("Claim", "withdrawn", static (LensView<Claim> c) => c.Record.Withdrawn is { } gone ? c.With(gone) : null)
        .Field("Withdrawn", "reason", static (LensView<Withdrawn> w) => w.Record.Reason)
        .Field("Withdrawn", "by", static (LensView<Withdrawn> w) => w.Record.By)
        .Field("Withdrawn", "at", static (LensView<Withdrawn> w) => w.Record.At)
        .Field("Withdrawn", "from", static (LensView<Withdrawn> w) => w.Record.From)
        .Field("Withdrawn", "correctedBy", static (LensView<Withdrawn> w) => w.Record.CorrectedBy is { } id && w.Lens.View.Find(id) is { } claim ? w.With(claim) : null)
        .Field("Claim", "event", static (LensView<Claim> c) => c.Record.About is { Kind: RecordKind.Event } about ? c.With(c.Lens.View.Find(new Core.Model.EventId(about.Id))!) : null)
        .Field("Claim", "entity", static (LensView<Claim> c) => c.Record.About is { Kind: RecordKind.Entity } about ? c.Entity(new EntityId(about.Id)) : null);
}
