using System.Collections.Immutable;
using TechGraph.Core.Dashboards;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>What dashboards ask: flat fields, each answer whole.</summary>
internal static class DashboardResolvers
{
    private const int MaxRows = 1_000;

    public static GraphQLEngineBuilder AddDashboards(this GraphQLEngineBuilder map) => map
        .Field("Query", "dealTotals", static (IFieldContext c) => c.AskViewAsync(view => Totals(c, view)))
        .Field("Query", "openActs", static (IFieldContext c) => c.AskAsync(lens => Open(c, lens)))
        .Field("Query", "dealsTouchedBy", static (IFieldContext c) => c.AskAsync(lens => Touched(c, lens)))
        .Field("DealTotals", "deals", static (TotalsPayload t) => t.Totals.Deals)
        .Field("DealTotals", "rowCount", static (TotalsPayload t) => t.Totals.Rows.Length)
        .Field("DealTotals", "complete", static (TotalsPayload t) => t.Totals.Rows.Length <= t.First)
        .Field("DealTotals", "rows", static (TotalsPayload t) => t.Totals.Rows.Take(t.First))
        .Field("DealTotal", "kind", static (DealTotal t) => t.Key.Kind is { } kind ? EnumText.ToGraphQL(kind) : null)
        .Field("DealTotal", "firstYear", static (DealTotal t) => t.Key.FirstYear)
        .Field("DealTotal", "lastYear", static (DealTotal t) => t.Key.LastYear)
        .Field("DealTotal", "giverCountry", static (DealTotal t) => t.Key.GiverCountry)
        .Field("DealTotal", "takerCountry", static (DealTotal t) => t.Key.TakerCountry)
        .Field("DealTotal", "deals", static (DealTotal t) => t.Deals)
        .Field("DealTotal", "possibleDeals", static (DealTotal t) => t.PossibleDeals)
        .Field("DealTotal", "undisclosedDeals", static (DealTotal t) => t.UndisclosedDeals)
        .Field("DealTotal", "money", static (DealTotal t) => t.Money)
        .Field("MoneyTotal", "measure", static (MoneyTotal m) => m.Measure)
        .Field("MoneyTotal", "currency", static (MoneyTotal m) => m.Currency)
        .Field("MoneyTotal", "low", static (MoneyTotal m) => m.Low)
        .Field("MoneyTotal", "high", static (MoneyTotal m) => m.High)
        .Field("MoneyTotal", "disclosedLow", static (MoneyTotal m) => m.DisclosedLow)
        .Field("MoneyTotal", "disclosedHigh", static (MoneyTotal m) => m.DisclosedHigh)
        .Field("MoneyTotal", "disclosedDeals", static (MoneyTotal m) => m.DisclosedDeals)
        .Field("MoneyTotal", "undisclosedDeals", static (MoneyTotal m) => m.UndisclosedDeals)
        .Field("MoneyTotal", "withinOthers", static (MoneyTotal m) => m.WithinOthers)
        .Field("OpenAct", "act", static (LensView<OpenAct> o) => o.With(o.Record.Act))
        .Field("OpenAct", "answer", static (LensView<OpenAct> o) => o.Record.Truth)
        .Field("OpenAct", "since", static (LensView<OpenAct> o) => o.Record.Since)
        .Field("OpenAct", "over", static (LensView<OpenAct> o) => o.Record.Over is { } over ? o.With(over) : null)
        .Field("TouchedDeals", "totalCount", static (ControlReachPayload r) => r.Reach.Deals.Length)
        .Field("TouchedDeals", "elsewhere", static (ControlReachPayload r) => r.Reach.Elsewhere)
        .Field("TouchedDeals", "complete", static (ControlReachPayload r) => r.Reach.Deals.Length <= r.First)
        .Field("TouchedDeals", "deals", static (ControlReachPayload r) => r.Reach.Deals.Take(r.First).Select(deal => new LensView<TouchedDeal>(r.Lens, deal)))
        .Field("TouchedDeal", "deal", static (LensView<TouchedDeal> t) => t.With(t.Record.Deal))
        .Field("TouchedDeal", "isRelated", static (LensView<TouchedDeal> t) => t.Record.IsRelated)
        .Field("TouchedDeal", "why", static (LensView<TouchedDeal> t) => t.Each(t.Record.Why))
        .Field("Touch", "reason", static (LensView<Touch> t) => t.Record.Reason)
        .Field("Touch", "named", static (LensView<Touch> t) => t.Record.Named is { } id ? t.Entity(id) : null)
        .Field("Touch", "through", static (LensView<Touch> t) => t.Record.Through is { } id ? t.Entity(id) : null);

    private static TotalsPayload Totals(IFieldContext context, IGraphView view) => QueryErrors.Translate(() => new TotalsPayload(
        DealCounter.Count(view, DashboardInputs.Totals(context.Arg<InputObject>("input"), view), context.Cancellation),
        Rows(context)));

    private static IEnumerable<LensView<OpenAct>> Open(IFieldContext context, Lens lens)
    {
        ImmutableArray<string> kinds = [.. (context.Arg<string[]?>("kinds") ?? []).Select(DealPathInputs.Kind)];
        return QueryErrors.Translate(() => OpenActs.Find(lens, context.Arg<DateOnly>("at"), kinds, context.Arg<string?>("on"))).Select(act => new LensView<OpenAct>(lens, act)).ToList();
    }

    private static ControlReachPayload Touched(IFieldContext context, Lens lens)
    {
        var id = context.Arg<string>("control");
        var control = lens.View.Find(new Core.Model.EventId(id)) ?? throw FieldContexts.NotFound("act", id);
        return lens.View.Terms.Events[control.Kind].Family == Core.Vocabulary.EventFamily.Act
            ? new ControlReachPayload(lens, ControlReach.Of(lens, control), Rows(context))
            : throw new GraphQLError($"\"{id}\" is a deal. Give an act.", "BAD_USER_INPUT");
    }

    private static int Rows(IFieldContext context)
    {
        var first = context.Arg<int>("first");
        return first is >= 1 and <= MaxRows ? first : throw new GraphQLError($"\"first\" is {first}, but must be 1 to {MaxRows}.", "BAD_USER_INPUT");
    }

    private sealed record TotalsPayload(DealTotals Totals, int First);

    private sealed record ControlReachPayload(Lens Lens, ControlReach Reach, int First);
}
