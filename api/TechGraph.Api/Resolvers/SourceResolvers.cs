using TechGraph.Core.Model;
using TechGraph.GraphQL;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of sources and claims.</summary>
internal static class SourceResolvers
{
    public static GraphQLEngineBuilder AddSources(this GraphQLEngineBuilder map) => map
        .Type<LensView<Source>>("Source", type => type
            .Field("id", static s => s.Record.Id.Value)
            .Field("title", static s => s.Record.Title)
            .Field("publisher", static s => s.Record.Publisher)
            .Field("published", static s => s.Record.Published?.Date)
            .Field("publishedBasis", static s => s.Record.Published?.Basis)
            .Field("tier", static s => s.Record.Tier)
            .Field("url", static s => s.Record.Url)
            .Field("copyOf", static s => s.Record.CopyOf is { } id ? s.With(s.Lens.View.Find(id)!) : null)
            .Field("note", static s => s.Record.Note)
            .Field("contributors", static s => s.Each(s.Record.Contributors))
            .Field("reportsOn", static s => s.Each(s.Record.ReportsOn.Select(id => s.Lens.View.Find(id)!)))
            .Field("claims", static (s, c) => s.Each(s.Lens.View.ClaimsOf(s.Record.Id).Where(s.Lens.Includes).Take(c.First()))))
        .Type<LensView<Contributor>>("Contributor", type => type
            .Field("role", static c => c.Record.Role)
            .Field("entity", static c => c.Entity(c.Record.Entity)))
        .Type<LensView<Claim>>("Claim", type => type
            .Field("id", static c => c.Record.Id.Value)
            .Field("says", static c => c.Record.Says)
            .Field("source", static c => c.With(c.Lens.View.Find(c.Record.Source)!))
            .Field("published", static c => c.Lens.View.Find(c.Record.Source)!.Published?.Date)
            .Field("locator", static c => c.Record.Locator)
            .Field("fact", static c => c.Record.Fact)
            .Field("stance", static c => c.Record.Stance)
            .Field("origin", static c => c.Record.Origin)
            .Field("tier", static c => c.Lens.TierOf(c.Record))
            .Field("negative", static c => c.Record.Negative)
            .Field("attributedTo", static c => c.Record.AttributedTo is { } id ? c.Entity(id) : null)
            .Field("hedge", static c => c.Record.Hedge)
            .Field("condition", static c => c.Record.Condition)
            .Field("basis", static c => c.Record.Basis)
            .Field("note", static c => c.Record.Note)
            .Field("withdrawn", static c => c.Record.Withdrawn is { } withdrawn ? c.With(withdrawn) : null)
            .Field("event", static c => c.Record.About is { Kind: RecordKind.Event } about ? c.With(c.Lens.View.Find(new Core.Model.EventId(about.Id))!) : null)
            .Field("entity", static c => c.Record.About is { Kind: RecordKind.Entity } about ? c.Entity(new EntityId(about.Id)) : null))
        .Type<LensView<Withdrawn>>("Withdrawn", type => type
            .Field("reason", static w => w.Record.Reason)
            .Field("by", static w => w.Record.By)
            .Field("at", static w => w.Record.At)
            .Field("from", static w => w.Record.From)
            .Field("correctedBy", static w => w.Record.CorrectedBy is { } id && w.Lens.View.Find(id) is { } claim ? w.With(claim) : null));
}
