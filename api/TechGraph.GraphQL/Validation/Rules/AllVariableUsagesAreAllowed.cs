using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each variable has a type that is allowed where it is used. Specification, section 5.8.5.</summary>
internal sealed class AllVariableUsagesAreAllowed : Rule
{
    public override void LeaveDocument(ValidationContext context)
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            var defined = operation.Variables.DistinctBy(v => v.Name).ToDictionary(v => v.Name);
            foreach (var use in context.VariableUsages(operation))
            {
                if (defined.TryGetValue(use.Node.Name, out var variable)
                    && use.Location.Type is { } wanted
                    && context.Schema.Resolve(variable.Type) is { IsInput: true } type
                    && !IsAllowed(variable, type, use.Location, wanted))
                {
                    context.Report(
                        this,
                        $"Variable \"${variable.Name}\" of type \"{type}\" is used where \"{wanted}{(use.Location.IsOneOf ? "!" : "")}\" is expected.",
                        variable.Start,
                        use.Node.Start);
                }
            }
        }
    }

    private static bool IsAllowed(VariableDefinitionNode variable, GraphType type, InputLocation place, GraphType wanted)
    {
        if ((wanted.IsNonNull || place.IsOneOf) && !type.IsNonNull)
        {
            return (variable.DefaultValue is not null and not NullValueNode || place.HasDefault) && IsSubtype(type, wanted.Nullable);
        }

        return IsSubtype(type, wanted);
    }

    private static bool IsSubtype(GraphType type, GraphType wanted) => (type, wanted) switch
    {
        (NonNullType a, NonNullType b) => IsSubtype(a.Inner, b.Inner),
        (NonNullType a, _) => IsSubtype(a.Inner, wanted),
        (ListType a, ListType b) => IsSubtype(a.Inner, b.Inner),
        (NamedType a, NamedType b) => ReferenceEquals(a, b),
        _ => false,
    };
}
