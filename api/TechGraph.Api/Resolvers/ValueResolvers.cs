using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of dates, sums, shares and statuses.</summary>
internal static class ValueResolvers
{
    public static GraphQLEngineBuilder AddValues(this GraphQLEngineBuilder map) => map
        .Type<PartialDate>("PartialDate", type => type
            .Field("text", static d => d.Text)
            .Field("earliest", static d => Bound(d.Earliest))
            .Field("latest", static d => Bound(d.Latest)))
        .Type<LensView<DatedMilestone>>("ResolvedDate", type => type
            .Field("milestone", static d => d.Record.Milestone)
            .Field("value", static d => d.Record.Date.Value)
            .Field("by", static d => d.Each(d.Record.Date.By))
            .Field("competing", static d => d.Each(d.Record.Date.Competing)))
        .Type<LensView<Resolved<Money>>>("ResolvedMoney", type => type
            .Field("value", static m => m.Record.Value)
            .Field("by", static m => m.Each(m.Record.By))
            .Field("competing", static m => m.Each(m.Record.Competing)))
        .Type<Money>("Money", type => type
            .Field("low", static m => m.Low)
            .Field("high", static m => m.High)
            .Field("currency", static m => m.Currency)
            .Field("qualifier", static m => m.Qualifier)
            .Field("measure", static m => m.Measure)
            .Field("meaning", static m => m.Meaning)
            .Field("hedge", static m => m.Hedge)
            .Field("period", static m => m.Period))
        .Type<Share>("Share", type => type
            .Field("low", static s => s.Low)
            .Field("high", static s => s.High)
            .Field("qualifier", static s => s.Qualifier))
        .Type<LensView<(Claim Claim, Quantity Quantity)>>("Quantity", type => type
            .Field("amount", static q => q.Record.Quantity.Amount)
            .Field("high", static q => q.Record.Quantity.High)
            .Field("unit", static q => q.Record.Quantity.Unit)
            .Field("qualifier", static q => q.Record.Quantity.Qualifier)
            .Field("measure", static q => q.Record.Quantity.Measure)
            .Field("period", static q => q.Record.Quantity.Period)
            .Field("claim", static q => q.With(q.Record.Claim)))
        .Type<LensView<(Event Event, StatusResult Answer)>>("StatusResult", type => type
            .Field("status", static s => s.Record.Answer.Status)
            .Field("standing", static s =>
                s.Lens.View.Terms.Events[s.Record.Event.Kind].Family == EventFamily.Deal ? s.Record.Answer.Standing : (Standing?)null)
            .Field("possible", static s => s.Record.Answer.Possible)
            .Field("isCertain", static s => s.Record.Answer.IsCertain)
            .Field("since", static s => s.Record.Answer.Entry?.From)
            .Field("by", static s => s.Each(s.Record.Answer.Entry?.By ?? []))
            .Field("reviews", static s => s.Each(s.Record.Answer.Reviews))
            .Field("reversal", static s => s.Record.Answer.Reversal is { } entry ? s.With(entry) : null))
        .Type<LensView<StatusEntry>>("StatusEntry", type => type
            .Field("status", static s => s.Record.Status)
            .Field("from", static s => s.Record.From)
            .Field("by", static s => s.Each(s.Record.By))
            .Field("competing", static s => s.Each(s.Record.Competing)));

    /// <summary>A bound for clients: null if it is open.</summary>
    public static DateOnly? Bound(DateOnly day) => day == DateOnly.MinValue || day == DateOnly.MaxValue ? null : day;
}
