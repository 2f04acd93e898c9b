using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>A composite field has a selection, a leaf has none. Specification, section 5.3.3.</summary>
internal sealed class LeafFieldSelections : Rule
{
    public override void EnterField(ValidationContext context, FieldNode field)
    {
        if (context.Field?.Type is not { } type)
        {
            return;
        }

        if (type.Named.IsComposite && field.SelectionSet is null)
        {
            context.Report(this, $"Field \"{field.Name}\" has type \"{type}\" and needs a selection of fields: {field.Name} {{ … }}.", field.Start);
        }
        else if (!type.Named.IsComposite && field.SelectionSet is not null)
        {
            context.Report(this, $"Field \"{field.Name}\" has type \"{type}\" and takes no selection of fields.", field.SelectionSet.Start);
        }
    }
}
