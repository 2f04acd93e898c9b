using System.Collections.Immutable;
using TechGraph.Api.Paging;
using TechGraph.Core.Dashboards;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields for dashboards.</summary>
internal static class DashboardResolvers
{
    private const int MaxRows = 1_000;

    public static GraphQLEngineBuilder AddDashboards(this GraphQLEngineBuilder map) => map
        .Type<IFieldContext>("Query", type => type
            .Field("dealTotals", static c => c.AskViewAsync(view => Totals(c, view)))
            .Field("openActs", static c => c.AskAsync(lens => Open(c, lens)))
            .Field("dealsTouchedBy", static c => c.AskAsync(lens => Touched(c, lens))))
        .Type<TotalsPayload>("DealTotals", type => type
            .Field("deals", static t => t.Deals)
            .Field("rowCount", static t => t.Rows.Total)
            .Field("complete", static t => t.Rows.IsComplete)
            .Field("rows", static t => t.Rows.Items))
        .Type<DealTotal>("DealTotal", type => type
            .Field("kind", static t => t.Key.Kind is { } kind ? EnumText.ToGraphQL(kind) : null)
            .Field("firstYear", static t => t.Key.FirstYear)
            .Field("lastYear", static t => t.Key.LastYear)
            .Field("giverCountry", static t => t.Key.GiverCountry)
            .Field("takerCountry", static t => t.Key.TakerCountry)
            .Field("deals", static t => t.Deals)
            .Field("possibleDeals", static t => t.PossibleDeals)
            .Field("undisclosedDeals", static t => t.UndisclosedDeals)
            .Field("money", static t => t.Money))
        .Type<MoneyTotal>("MoneyTotal", type => type
            .Field("measure", static m => m.Measure)
            .Field("currency", static m => m.Currency)
            .Field("low", static m => m.Low)
            .Field("high", static m => m.High)
            .Field("disclosedLow", static m => m.DisclosedLow)
            .Field("disclosedHigh", static m => m.DisclosedHigh)
            .Field("disclosedDeals", static m => m.DisclosedDeals)
            .Field("undisclosedDeals", static m => m.UndisclosedDeals)
            .Field("withinOthers", static m => m.WithinOthers))
        .Type<LensView<OpenAct>>("OpenAct", type => type
            .Field("act", static o => o.With(o.Record.Act))
            .Field("truth", static o => o.Record.Truth)
            .Field("since", static o => o.Record.Since)
            .Field("endedBy", static o => o.Record.EndedBy is { } over ? o.With(over) : null))
        .Type<ControlReachPayload>("TouchedDeals", type => type
            .Field("totalCount", static r => r.Deals.Total)
            .Field("elsewhere", static r => r.Elsewhere)
            .Field("complete", static r => r.Deals.IsComplete)
            .Field("deals", static r => r.Deals.Items.Select(deal => new LensView<TouchedDeal>(r.Lens, deal))))
        .Type<LensView<TouchedDeal>>("TouchedDeal", type => type
            .Field("deal", static t => t.With(t.Record.Deal))
            .Field("isRelated", static t => t.Record.IsRelated)
            .Field("why", static t => t.Each(t.Record.Why)))
        .Type<LensView<Touch>>("Touch", type => type
            .Field("reason", static t => t.Record.Reason)
            .Field("named", static t => t.Record.Named is { } id ? t.Entity(id) : null)
            .Field("through", static t => t.Record.Through is { } id ? t.Entity(id) : null));

    private static TotalsPayload Totals(IFieldContext context, IGraphView view) => QueryErrors.Translate(() =>
    {
        var totals = DealCounter.Count(view, DashboardInputs.Totals(context.Arg<InputObject>("input"), view), context.Cancellation);
        return new TotalsPayload(totals.Deals, new ListHead<DealTotal>(totals.Rows, context.First(MaxRows)));
    });

    private static IEnumerable<LensView<OpenAct>> Open(IFieldContext context, Lens lens)
    {
        ImmutableArray<string> kinds = [.. (context.Arg<string[]?>("kinds") ?? []).Select(DealPathInputs.Kind)];
        return QueryErrors.Translate(() => OpenActs.Find(lens, context.Arg<DateOnly>("at"), kinds, context.Arg<string?>("on"))).Select(act => new LensView<OpenAct>(lens, act)).ToList();
    }

    private static ControlReachPayload Touched(IFieldContext context, Lens lens)
    {
        var id = context.Arg<string>("control");
        var control = lens.View.Find(new Core.Model.EventId(id)) ?? throw FieldContexts.NotFound("act", id);
        if (lens.View.Terms.Events[control.Kind].Family != Core.Vocabulary.EventFamily.Act)
        {
            throw new GraphQLError($"\"{id}\" is a deal. Give an act.", "BAD_USER_INPUT");
        }

        var reach = ControlReach.Of(lens, control);
        return new ControlReachPayload(lens, new ListHead<TouchedDeal>(reach.Deals, context.First(MaxRows)), reach.Elsewhere);
    }

    private sealed record TotalsPayload(int Deals, ListHead<DealTotal> Rows);

    private sealed record ControlReachPayload(Lens Lens, ListHead<TouchedDeal> Deals, int Elsewhere);
}
