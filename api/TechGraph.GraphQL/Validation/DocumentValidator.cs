using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;
using TechGraph.GraphQL.Validation.Rules;

namespace TechGraph.GraphQL.Validation;

/// <summary>Says everything that is wrong with a document, up to the limit of errors. Specification, chapter 5.</summary>
internal static class DocumentValidator
{
    /// <summary>The errors; empty when the document may run. A document over a limit has that one error.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, Document document, GraphQLOptions options)
    {
        if (LimitCheck.Find(document, options) is { } exceeded)
        {
            return [exceeded];
        }

        var context = new ValidationContext(schema, document, options);
        new DocumentWalker(context, All()).Walk();
        return context.Errors;
    }

    /// <summary>New instances of all rules, in the specification's order.</summary>
    private static Rule[] All() =>
    [
        new ExecutableDefinitions(),
        new OperationTypeExistence(),
        new OperationNameUniqueness(),
        new LoneAnonymousOperation(),
        new SingleRootField(),
        new FieldSelections(),
        new LeafFieldSelections(),
        new ArgumentNames(),
        new ArgumentUniqueness(),
        new RequiredArguments(),
        new FragmentNameUniqueness(),
        new FragmentSpreadTypeExistence(),
        new FragmentsOnObjectInterfaceOrUnionTypes(),
        new FragmentsMustBeUsed(),
        new FragmentSpreadTargetDefined(),
        new FragmentSpreadsMustNotFormCycles(),
        new FragmentSpreadIsPossible(),
        new ValuesOfCorrectType(),
        new InputObjectFieldNames(),
        new InputObjectFieldUniqueness(),
        new InputObjectRequiredFields(),
        new DirectivesAreDefined(),
        new DirectivesAreInValidLocations(),
        new DirectivesAreUniquePerLocation(),
        new VariableUniqueness(),
        new VariablesAreInputTypes(),
        new AllVariableUsesDefined(),
        new AllVariablesUsed(),
        new AllVariableUsagesAreAllowed(),

        // Last, because it follows fragments, which the rules above have found to end.
        new FieldSelectionMerging(),
    ];
}
