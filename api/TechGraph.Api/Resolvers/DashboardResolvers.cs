using System.Collections.Immutable;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;
using TechGraph.Schema.Dashboards;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;

namespace TechGraph.Api.Resolvers;

/// <summary>What dashboards ask: flat fields, each answer whole.</summary>
internal static class DashboardResolvers
{
    private const int MostRows = 1_000;

    public static GraphQLEngineBuilder AddDashboards(this GraphQLEngineBuilder map) => map
        .Field("Query", "dealTotals", static (IFieldContext c) => c.AskViewAsync(view => Totals(c, view)))
        .Field("Query", "openActs", static (IFieldContext c) => c.AskAsync(lens => Open(c, lens)))
        .Field("Query", "dealsTouchedBy", static (IFieldContext c) => c.AskAsync(lens => Touched(c, lens)))
        .Field("DealTotals", "deals", static (ShownTotals t) => t.Totals.Deals)
        .Field("DealTotals", "rowCount", static (ShownTotals t) => t.Totals.Rows.Length)
        .Field("DealTotals", "complete", static (ShownTotals t) => t.Totals.Rows.Length <= t.First)
        .Field("DealTotals", "rows", static (ShownTotals t) => t.Totals.Rows.Take(t.First))
        .Field("DealTotal", "kind", static (DealTotal t) => t.Key.Kind is { } kind ? Words.ToGraphQL(kind) : null)
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
        .Field("OpenAct", "act", static (Seen<OpenAct> o) => o.With(o.Record.Act))
        .Field("OpenAct", "answer", static (Seen<OpenAct> o) => o.Record.Answer)
        .Field("OpenAct", "since", static (Seen<OpenAct> o) => o.Record.Since)
        .Field("OpenAct", "over", static (Seen<OpenAct> o) => o.Record.Over is { } over ? o.With(over) : null)
        .Field("TouchedDeals", "totalCount", static (ShownReach r) => r.Reach.Deals.Length)
        .Field("TouchedDeals", "elsewhere", static (ShownReach r) => r.Reach.Elsewhere)
        .Field("TouchedDeals", "complete", static (ShownReach r) => r.Reach.Deals.Length <= r.First)
        .Field("TouchedDeals", "deals", static (ShownReach r) => r.Reach.Deals.Take(r.First).Select(deal => new Seen<TouchedDeal>(r.Lens, deal)))
        .Field("TouchedDeal", "deal", static (Seen<TouchedDeal> t) => t.With(t.Record.Deal))
        .Field("TouchedDeal", "isRelated", static (Seen<TouchedDeal> t) => t.Record.IsRelated)
        .Field("TouchedDeal", "why", static (Seen<TouchedDeal> t) => t.Each(t.Record.Why))
        .Field("Touch", "reason", static (Seen<Touch> t) => t.Record.Reason)
        .Field("Touch", "named", static (Seen<Touch> t) => t.Record.Named is { } id ? t.Entity(id) : null)
        .Field("Touch", "through", static (Seen<Touch> t) => t.Record.Through is { } id ? t.Entity(id) : null);

    private static ShownTotals Totals(IFieldContext context, IGraphView view) => Refusals.Told(() => new ShownTotals(
        DealCounter.Count(view, DashboardInputs.Totals(context.Arg<InputObject>("input"), view), context.Cancellation),
        Rows(context)));

    private static IEnumerable<Seen<OpenAct>> Open(IFieldContext context, Lens lens)
    {
        ImmutableArray<string> kinds = [.. (context.Arg<string[]?>("kinds") ?? []).Select(DealPathInputs.Kind)];
        return Refusals.Told(() => OpenActs.Find(lens, context.Arg<DateOnly>("at"), kinds, context.Arg<string?>("on"))).Select(act => new Seen<OpenAct>(lens, act)).ToList();
    }

    private static ShownReach Touched(IFieldContext context, Lens lens)
    {
        var id = context.Arg<string>("control");
        var control = lens.View.Find(new Schema.Model.EventId(id)) ?? throw FieldContexts.NotFound("act", id);
        return lens.View.Terms.Events[control.Kind].Family == Schema.Vocabulary.EventFamily.Act
            ? new ShownReach(lens, ControlReach.Of(lens, control), Rows(context))
            : throw new GraphQLError($"\"{id}\" is a deal; an act touches deals.", "BAD_USER_INPUT");
    }

    private static int Rows(IFieldContext context)
    {
        var first = context.Arg<int>("first");
        return first is >= 1 and <= MostRows ? first : throw new GraphQLError($"\"first\" is {first}; it is 1 to {MostRows}.", "BAD_USER_INPUT");
    }

    private sealed record ShownTotals(DealTotals Totals, int First);

    private sealed record ShownReach(Lens Lens, ControlReach Reach, int First);
}
