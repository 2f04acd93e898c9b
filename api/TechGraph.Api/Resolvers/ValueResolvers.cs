using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of dates, sums, shares and statuses.</summary>
internal static class ValueResolvers
{
    public static GraphQLEngineBuilder AddValues(this GraphQLEngineBuilder map) => map
        .Field("PartialDate", "text", static (PartialDate d) => d.Text)
        .Field("PartialDate", "earliest", static (PartialDate d) => Bound(d.Earliest))
        .Field("PartialDate", "latest", static (PartialDate d) => Bound(d.Latest))
        .Field("ResolvedDate", "milestone", static (LensView<DatedMilestone> d) => d.Record.Milestone)
        .Field("ResolvedDate", "value", static (LensView<DatedMilestone> d) => d.Record.Date.Value)
        .Field("ResolvedDate", "by", static (LensView<DatedMilestone> d) => d.Each(d.Record.Date.By))
        .Field("ResolvedDate", "competing", static (LensView<DatedMilestone> d) => d.Each(d.Record.Date.Competing))
        .Field("ResolvedMoney", "value", static (LensView<Resolved<Money>> m) => m.Record.Value)
        .Field("ResolvedMoney", "by", static (LensView<Resolved<Money>> m) => m.Each(m.Record.By))
        .Field("ResolvedMoney", "competing", static (LensView<Resolved<Money>> m) => m.Each(m.Record.Competing))
        .Field("Money", "low", static (Money m) => m.Low)
        .Field("Money", "high", static (Money m) => m.High)
        .Field("Money", "currency", static (Money m) => m.Currency)
        .Field("Money", "qualifier", static (Money m) => m.Qualifier)
        .Field("Money", "measure", static (Money m) => m.Measure)
        .Field("Money", "meaning", static (Money m) => m.Meaning)
        .Field("Money", "hedge", static (Money m) => m.Hedge)
        .Field("Money", "period", static (Money m) => m.Period)
        .Field("Share", "low", static (Share s) => s.Low)
        .Field("Share", "high", static (Share s) => s.High)
        .Field("Share", "qualifier", static (Share s) => s.Qualifier)
        .Field("Quantity", "amount", static (LensView<(Claim Claim, Quantity Quantity)> q) => q.Record.Quantity.Amount)
        .Field("Quantity", "high", static (LensView<(Claim Claim, Quantity Quantity)> q) => q.Record.Quantity.High)
        .Field("Quantity", "unit", static (LensView<(Claim Claim, Quantity Quantity)> q) => q.Record.Quantity.Unit)
        .Field("Quantity", "qualifier", static (LensView<(Claim Claim, Quantity Quantity)> q) => q.Record.Quantity.Qualifier)
        .Field("Quantity", "measure", static (LensView<(Claim Claim, Quantity Quantity)> q) => q.Record.Quantity.Measure)
        .Field("Quantity", "period", static (LensView<(Claim Claim, Quantity Quantity)> q) => q.Record.Quantity.Period)
        .Field("Quantity", "claim", static (LensView<(Claim Claim, Quantity Quantity)> q) => q.With(q.Record.Claim))
        .Field("StatusAnswer", "status", static (LensView<(Event Event, StatusResult Answer)> s) => s.Record.Answer.Status)
        .Field("StatusAnswer", "standing", static (LensView<(Event Event, StatusResult Answer)> s) =>
            s.Lens.View.Terms.Events[s.Record.Event.Kind].Family == EventFamily.Deal ? s.Record.Answer.Standing : (Standing?)null)
        .Field("StatusAnswer", "possible", static (LensView<(Event Event, StatusResult Answer)> s) => s.Record.Answer.Possible)
        .Field("StatusAnswer", "isCertain", static (LensView<(Event Event, StatusResult Answer)> s) => s.Record.Answer.IsCertain)
        .Field("StatusAnswer", "since", static (LensView<(Event Event, StatusResult Answer)> s) => s.Record.Answer.Entry?.From)
        .Field("StatusAnswer", "by", static (LensView<(Event Event, StatusResult Answer)> s) => s.Each(s.Record.Answer.Entry?.By ?? []))
        .Field("StatusAnswer", "reviews", static (LensView<(Event Event, StatusResult Answer)> s) => s.Each(s.Record.Answer.Reviews))
        .Field("StatusAnswer", "reversal", static (LensView<(Event Event, StatusResult Answer)> s) => s.Record.Answer.Reversal is { } entry ? s.With(entry) : null)
        .Field("StatusEntry", "status", static (LensView<StatusEntry> s) => s.Record.Status)
        .Field("StatusEntry", "from", static (LensView<StatusEntry> s) => s.Record.From)
        .Field("StatusEntry", "by", static (LensView<StatusEntry> s) => s.Each(s.Record.By))
        .Field("StatusEntry", "competing", static (LensView<StatusEntry> s) => s.Each(s.Record.Competing));

    /// <summary>A bound for clients: null if it is open.</summary>
    public static DateOnly? Bound(DateOnly day) => day == DateOnly.MinValue || day == DateOnly.MaxValue ? null : day;
}
