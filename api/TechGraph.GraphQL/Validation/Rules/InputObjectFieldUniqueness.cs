using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>No field of an input object is given twice. Specification, section 5.6.3.</summary>
internal sealed class InputObjectFieldUniqueness : Rule
{
    public override void EnterValue(ValidationContext context, ValueNode value)
    {
        if (value is not ObjectValueNode { Fields.Count: > 1 } given)
        {
            return;
        }

        var seen = new Dictionary<string, ObjectFieldNode>();
        foreach (var field in given.Fields)
        {
            if (!seen.TryAdd(field.Name, field))
            {
                context.Report(this, $"Field \"{field.Name}\" is given twice.", seen[field.Name].Start, field.Start);
            }
        }
    }
}
