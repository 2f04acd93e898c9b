using System.Text;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;
using TechGraph.GraphQL.Validation;
using TechGraph.GraphQL.Validation.Rules;

namespace TechGraph.Tests.GraphQL.Validation;

/// <summary>A small schema for tests of rules, and the errors of documents.</summary>
internal static class SampleSchema
{
    private const string Sdl = """
        type Query { firm(id: ID!): Firm party(id: ID!): Party any: [Any!]! deals(first: Int = 10, kinds: [Kind!], where: Where, grid: [[Int]]): [Deal!]! pick(by: Pick!): Firm rate(of: Float): Float limit(n: Int! = 5): Int }
        type Mutation { close(id: ID!): Deal }
        type Subscription { closed: Deal opened: Deal }
        interface Party { id: ID! name: String }
        type Firm implements Party { id: ID! name: String founded: Int deals(kind: Kind): [Deal!]! owner: Party size: Int! }
        type Person implements Party { id: ID! name: String born: Int size: String }
        type Deal { id: ID! title: String! kind: Kind value: Float }
        union Any = Firm | Deal
        enum Kind { LICENCE ACQUISITION }
        input Where { text: String! kind: Kind limit: Int = 3 inner: Where ids: [ID!] }
        input Pick @oneOf { id: ID name: String }
        directive @mark(by: String!) on FIELD
        directive @note repeatable on FIELD | QUERY | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
        """;

    private static readonly TechGraph.GraphQL.Types.Schema Schema = SchemaBuilder.Build([Sdl]);

    /// <summary>Returns the names of the rules that reject a document, in order; for a limit, its name and value.</summary>
    public static IReadOnlyList<string> ErrorRules(string document, Action<LimitOptions>? limits = null) =>
        [.. Errors(document, limits).Select(e => e.Code == "LIMIT_EXCEEDED" ? $"LIMIT {e.Extensions["limit"]} {e.Extensions["max"]}" : (string)e.Extensions["rule"]!)];

    public static IReadOnlyList<GraphQLError> Errors(string document, Action<LimitOptions>? limits = null)
    {
        var options = new GraphQLOptions { AllowIntrospection = true, IncludeDetails = true };
        limits?.Invoke(options.Limits);
        var parsed = Parser.Parse(Encoding.UTF8.GetBytes(document), new ParserOptions(100_000, 128), Schema.Names);
        return DocumentValidator.Validate(Schema, parsed, options, SpecifiedRules.Create());
    }
}
