using System.Collections.Concurrent;
using TechGraph.Api.Scalars;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Contract;

/// <summary>A schema and a resolver map with one of each feature that a host must support. It uses the public API only.</summary>
internal sealed class ContractMap
{
    private const string Sdl = """
        scalar Date
        interface Party { id: ID! name: String }
        type Firm implements Party { id: ID! name: String founded: Date staff: [Person!]! size: Int! }
        type Person implements Party { id: ID! name: String boss: String }
        union Any = Firm | Person
        enum Kind { BIG_FIRM SMALL_FIRM }
        input Where { name: String kind: Kind = BIG_FIRM }
        type Query {
          firms(first: Int! = 2): [Firm!]! party(id: ID!): Party any: [Any!]! seen(where: Where, day: Date, kinds: [Kind!], none: Int): String!
          selects: Firm refuses: Int breaks: Int reports: Int later: Int maybe: Int sure: Int! items: [Int!] user: String!
        }
        type Mutation { next: Int! fails: Int }
        type Subscription { firmFounded(count: Int! = 2): Firm }
        """;

    private static readonly LoaderKey<string, string> Bosses = new("bosses", (keys, context) =>
    {
        context.Service<ConcurrentQueue<string>>().Enqueue($"bosses of {keys.Count}");
        return Task.FromResult<IReadOnlyDictionary<string, string>>(keys.ToDictionary(k => k, k => $"boss of {k}"));
    });

    private int _next;

    private sealed record Firm(string Id, string? Name, DateOnly? Founded);

    private sealed record Person(string Id, string? Name);

    public GraphQLEngineBuilder AddTo(GraphQLEngineBuilder map) => map
        .Sdl(Sdl)
        .Scalar("Date", new DateCodec())
        .TypeOf("Party", static v => v.GetType().Name)
        .TypeOf("Any", static v => v.GetType().Name)
        .Field("Party", "id", static (object p) => p is Firm firm ? firm.Id : ((Person)p).Id)
        .Field("Party", "name", static (object p) => p is Firm firm ? firm.Name : ((Person)p).Name)
        .Field("Firm", "founded", static (Firm f) => f.Founded)
        .Batch<Firm, IReadOnlyList<Person>>("Firm", "staff", static b =>
        {
            b.Service<ConcurrentQueue<string>>().Enqueue($"staff of {b.Parents.Count}");
            return Task.FromResult<IReadOnlyList<IReadOnlyList<Person>>>([.. b.Parents.Select(f => (IReadOnlyList<Person>)[new($"{f.Id}-a", "A"), new($"{f.Id}-b", null)])]);
        })
        .Field("Firm", "size", static (IFieldContext c) => c.Parent<Firm>().Id.Length)
        .Field("Person", "boss", static (IFieldContext c) => c.Loader(Bosses).LoadAsync(c.Parent<Person>().Id[..1]))
        .Field("Query", "firms", static (IFieldContext c) => Enumerable.Range(1, c.Arg<int>("first")).Select(Of))
        .Field("Query", "party", static (IFieldContext c) => c.Arg<string>("id") switch { "p" => new Person("p", "P"), "f" => (object)Of(1), _ => null })
        .Field("Query", "any", static (IFieldContext _) => new object[] { Of(1), new Person("p", "P") })
        .Field("Query", "seen", static (IFieldContext c) =>
            $"{c.Arg<InputObject?>("where")?["kind"]} {c.Arg<DateOnly?>("day"):yyyy-MM-dd} {string.Join(',', c.Arg<string[]?>("kinds") ?? [])} {c.Has("none")}")
        .Field("Query", "selects", static (IFieldContext c) => new Firm($"{c.Selects("staff")}{c.Selects("staff.name")}{c.Selects("founded")}", c.Path.ToString(), null))
        .Field("Query", "refuses", static int? (IFieldContext _) => throw new GraphQLError("No such firm.", "NOT_FOUND", new Dictionary<string, object?> { ["id"] = "x" }))
        .Field("Query", "breaks", static int? (IFieldContext _) => throw new InvalidOperationException("secret"))
        .Field("Query", "reports", static (IFieldContext c) =>
        {
            c.Report(new GraphQLError("Not all of it.", "PARTIAL"));
            return 1;
        })
        .Field("Query", "later", static async (IFieldContext _) =>
        {
            await Task.Yield();
            return 1;
        })
        .Field("Query", "maybe", static ValueTask<int?> (IFieldContext _) => new((int?)null))
        .Field("Query", "sure", static (IFieldContext _) => (int?)null)
        .Field("Query", "items", static (IFieldContext _) => new int?[] { 1, null })
        .Field("Query", "user", static (IFieldContext c) => c.User.Identity?.IsAuthenticated == true ? "known" : "nobody")
        .Field("Mutation", "next", async (IFieldContext _) =>
        {
            await Task.Yield();
            return ++_next;
        })
        .Field("Mutation", "fails", static int? (IFieldContext _) => throw new GraphQLError("No.", "NO"))
        .Stream("Subscription", "firmFounded", static (IFieldContext c) => FoundAsync(c.Arg<int>("count")))
        .Options(static o => o.AllowIntrospection = true);

    private static Firm Of(int number) => new($"f{number}", $"Firm {number}", new DateOnly(2000, 1, number));

    private static async IAsyncEnumerable<Firm> FoundAsync(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await Task.Yield();
            yield return Of(i);
        }
    }
}
