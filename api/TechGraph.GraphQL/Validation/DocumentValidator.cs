using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation;

/// <summary>Says everything that is wrong with a document, up to the limit of errors. Specification, chapter 5.</summary>
internal static class DocumentValidator
{
    /// <summary>The errors; empty when the document may run. A document over a limit has that one error.</summary>
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
