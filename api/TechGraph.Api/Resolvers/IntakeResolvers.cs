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
        .Field("Query", "intake", static (IFieldContext c) => Translate(() => Find(c)))
        .Field("Query", "intakeItems", static (IFieldContext c) => Translate(() => List(c)))
        .Field("Mutation", "submitDossier", static (IFieldContext c) => Translate(() => Submit(c, c.Arg<InputObject>("input"))))
        .Field("Mutation", "retryIntake", static (IFieldContext c) => Translate(() =>
            c.Service<Ledger>().Replay(c.Arg<string>("id"), c.Arg<string?>("content") is { } text ? Encoding.UTF8.GetBytes(text) : null)))
        .Field("IntakeItem", "id", static (IntakeItem i) => i.Id)
        .Field("IntakeItem", "name", static (IntakeItem i) => i.Name)
        .Field("IntakeItem", "origin", static (IntakeItem i) => i.Origin)
        .Field("IntakeItem", "author", static (IntakeItem i) => i.Author)
        .Field("IntakeItem", "state", static (IntakeItem i) => i.State)
        .Field("IntakeItem", "dossier", static (IntakeItem i) => i.Dossier)
        .Field("IntakeItem", "sha256", static (IntakeItem i) => i.Sha256)
        .Field("IntakeItem", "size", static (IntakeItem i) => (int)i.Size)
        .Field("IntakeItem", "receivedAt", static (IntakeItem i) => Timestamp(i.ReceivedAt))
        .Field("IntakeItem", "changedAt", static (IntakeItem i) => Timestamp(i.ChangedAt))
        .Field("IntakeItem", "attempts", static (IntakeItem i) => i.Attempts)
        .Field("IntakeItem", "waits", static (IntakeItem i) => i.WaitingFor)
        .Field("IntakeItem", "nextTry", static (IntakeItem i) => i.NextTry is { } next ? Timestamp(next) : null)
        .Field("IntakeItem", "sequence", static (IntakeItem i) => (int?)i.Sequence)
        .Field("IntakeItem", "problems", static (IFieldContext c) => c.Parent<IntakeItem>().Problems.Take(c.First()))
        .Field("IntakeItem", "problemCount", static (IntakeItem i) => i.Problems.Length)
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
