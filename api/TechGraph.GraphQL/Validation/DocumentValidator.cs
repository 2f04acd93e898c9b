using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation;

/// <summary>Validates documents. Specification, chapter 5.</summary>
internal static class DocumentValidator
{
    /// <summary>
    /// Returns the errors of a document, up to the limit of errors; empty if it may run. If it exceeds a limit, that is the only error.
    /// </summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, Document document, ValidationOptions options, IReadOnlyList<Rule> rules)
    {
        if (DocumentLimitCheck.Find(document, options) is { } exceeded)
        {
            return [exceeded];
        }

        var context = new ValidationContext(schema, document, options);
        new DocumentWalker(context, rules).Walk();
        return context.Errors;
    }
}
