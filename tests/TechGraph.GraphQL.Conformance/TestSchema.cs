using Microsoft.Extensions.Logging.Abstractions;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;
using TechGraph.GraphQL.Validation;
using TechGraph.GraphQL.Validation.Rules;

namespace TechGraph.GraphQL.Conformance;

/// <summary>A schema of the cases with resolvers that read the case's data, or the reason why it is invalid.</summary>
internal sealed class TestSchema
{
    private TestSchema(RequestExecutor? executor, SyntaxException? syntax) => (Executor, Syntax) = (executor, syntax);

    /// <summary>Null if the SDL is invalid.</summary>
    public RequestExecutor? Executor { get; }

    /// <summary>Set if the SDL does not parse.</summary>
    public SyntaxException? Syntax { get; }

    /// <summary>
    /// Raises the limits, because cases test the specification and not policy. Only limits that protect the process stay: nesting, and
    /// fragments that multiply.
    /// </summary>
    public static void RelaxLimits(LimitOptions limits)
    {
        limits.DocumentBytes = 8 * 1024 * 1024;
        limits.Tokens = 100_000;
        limits.ListItems = limits.Fields = limits.Aliases = limits.RootFields = limits.Directives = limits.DirectivesPerPlace = limits.Operations = 1_000_000;
        limits.FieldCost = limits.TypeCost = double.MaxValue;
        limits.PageSizeMax = int.MaxValue;
        limits.RepeatedField = limits.Depth = 200;
        limits.MergeComparisons = 5_000_000;
        limits.IntrospectionLists = limits.IntrospectionOfType = 100;
        limits.LocationsPerError = 1_000;
        limits.CachedPlans = 16;
    }

    public static TestSchema Build(string sdl)
    {
        try
        {
            Parser.ParseSchema(sdl);
        }
        catch (SyntaxException wrong)
        {
            return new TestSchema(null, wrong);
        }

        try
        {
            var schema = SchemaBuilder.Build([sdl]);
            var map = new GraphQLEngineBuilder().Sdl(sdl).AddData(schema).Options(o =>
            {
                o.AllowIntrospection = true;
                RelaxLimits(o.Limits);
            });
            return new TestSchema(
                new RequestExecutor(map.Build(isDevelopment: true).Executable, TimeProvider.System, NullLogger<RequestExecutor>.Instance), null);
        }
        catch (SchemaException)
        {
            return new TestSchema(null, null);
        }
    }

    /// <summary>Parses a document.</summary>
    /// <exception cref="SyntaxException">The document does not parse.</exception>
    public IReadOnlyList<GraphQLError> Validate(string document) =>
        DocumentValidator.Validate(Executor!.Executable.Schema, Parse(document, Executor.Executable.Options.Limits), Executor.Executable.Options, SpecifiedRules.Create());

    public static Document Parse(string document, LimitOptions limits) =>
        Parser.Parse(Parser.Encode(document), new ParserOptions(limits.Tokens, limits.SyntaxNesting));
}
