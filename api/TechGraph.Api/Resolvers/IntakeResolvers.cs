using System.Globalization;
using System.Text;
using TechGraph.Api.Paging;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;
using TechGraph.Ingest.Intake;
using TechGraph.Ingest.Workers;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of the intake: submitting dossiers, and reading the state of items.</summary>
internal static class IntakeResolvers
{
    public static GraphQLEngineBuilder AddIntake(this GraphQLEngineBuilder map) => map
        .Type<IFieldContext>("Query", type => type
            .Field("intake", static c => Translate(() => Find(c)))
            .Field("intakeItems", static c => Translate(() => List(c))))
        .Type<IFieldContext>("Mutation", type => type
            .Field("submitDossier", static c => Translate(() => Submit(c, c.Arg<InputObject>("input"))))
            .Field("retryIntake", static c => Translate(() =>
                c.Service<Ledger>().Retry(c.Arg<string>("id"), c.Arg<string?>("content") is { } text ? Encoding.UTF8.GetBytes(text) : null))))
        .Type<IntakeItem>("IntakeItem", type => type
            .Field("id", static i => i.Id)
            .Field("name", static i => i.Name)
            .Field("origin", static i => i.Origin)
            .Field("author", static i => i.Author)
            .Field("state", static i => i.State)
            .Field("dossier", static i => i.Dossier)
            .Field("sha256", static i => i.Sha256)
            .Field("size", static i => (int)i.Size)
            .Field("receivedAt", static i => Timestamp(i.ReceivedAt))
            .Field("changedAt", static i => Timestamp(i.ChangedAt))
            .Field("attempts", static i => i.Attempts)
            .Field("waitingFor", static i => i.WaitingFor)
            .Field("nextAttempt", static i => i.NextAttempt is { } next ? Timestamp(next) : null)
            .Field("sequence", static i => (int?)i.Sequence)
            .Field("problems", static (i, c) => i.Problems.Take(c.First()))
            .Field("problemCount", static i => i.Problems.Length))
        .AddConnection<IntakeItem>("IntakeConnection", "IntakeEdge");

    private static IntakeItem Submit(IFieldContext context, InputObject input) => context.Service<Ledger>().Receive(Upload.Of(
        input.Arg<string?>("name"),
        context.User.Identity?.Name ?? "upload",
        Encoding.UTF8.GetBytes(input.Arg<string>("content")),
        input.Arg<string?>("idempotencyKey")));

    private static IntakeItem Find(IFieldContext context) =>
        context.Service<Ledger>().Find(context.Arg<string>("id")) ?? throw FieldContexts.NotFound("item", context.Arg<string>("id"));

    /// <summary>Reads one page only, because the ledger keeps every item ever submitted.</summary>
    private static Page<IntakeItem> List(IFieldContext context)
    {
        var (ledger, first, after) = (context.Service<Ledger>(), context.First(), context.Arg<string?>("after"));
        var state = context.Arg<IntakeState?>("state");
        var question = CursorScope.Of("intakeItems", state);
        var from = after is null ? 0 : long.Parse(Cursor.Read(after, question), CultureInfo.InvariantCulture);
        var items = ledger.List(state, from, first + 1);
        return new Page<IntakeItem>(
            [.. items.Take(first).Select(item => new Edge<IntakeItem>(Cursor.Write(item.Order.ToString(CultureInfo.InvariantCulture), question), item))],
            items.Length > first,
            after is not null,
            ledger.Count(state));
    }

    private static string Timestamp(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Turns a failure of the intake into an error of the field, with its code.</summary>
    private static T Translate<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception failure) when (IntakeErrorResponse.Of(failure) is { } refusal)
        {
            throw new GraphQLError(refusal.Message, refusal.Code, cause: failure);
        }
    }
}
