using System.Globalization;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Cost of a field by the directives <c>@cost</c> and <c>@listSize</c> of the schema. IBM's cost directive specification.</summary>
/// <param name="Weight">Cost of one call of the resolver; null means 1 for a composite field and 0 for a leaf.</param>
/// <param name="Size">Size of the list; null without <c>@listSize</c>.</param>
internal sealed record FieldCost(double? Weight, ListSize? Size)
{
    private static readonly FieldCost Unspecified = new(null, null);

    public static FieldCost Of(IReadOnlyList<DirectiveNode> directives)
    {
        var weight = WeightOf(directives);
        var size = directives.FirstOrDefault(d => d.Name == "listSize") is { } listSize ? ListSize.Of(listSize) : null;
        return weight is null && size is null ? Unspecified : new FieldCost(weight, size);
    }

    /// <summary>Weight of <c>@cost</c>; null if there is none.</summary>
    public static double? WeightOf(IReadOnlyList<DirectiveNode> directives) =>
        directives.FirstOrDefault(d => d.Name == "cost")?.Arguments.FirstOrDefault(a => a.Name == "weight")?.Value is StringValueNode text
            && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : null;
}

/// <summary>Estimated size of a list, before it is fetched.</summary>
/// <param name="AssumedSize">Items if no slicing argument is given; null means the default page size.</param>
/// <param name="SlicingArguments">Arguments that give the number of requested items.</param>
/// <param name="SlicingArgumentDefault">Number of items if no such argument is given; null means the argument's own default, otherwise <paramref name="AssumedSize"/>.</param>
/// <param name="SizedFields">Child fields that are the list, if the field returns a page object; empty means that the field itself is the list.</param>
/// <param name="RequireOneSlicingArgument">Whether a slicing argument is required.</param>
internal sealed record ListSize(
    int? AssumedSize, IReadOnlyList<string> SlicingArguments, int? SlicingArgumentDefault, IReadOnlyList<string> SizedFields, bool RequireOneSlicingArgument)
{
    public static ListSize Of(DirectiveNode directive) => new(
        Number(directive, "assumedSize"),
        Names(directive, "slicingArguments"),
        Number(directive, "slicingArgumentDefaultValue"),
        Names(directive, "sizedFields"),
        directive.Arguments.FirstOrDefault(a => a.Name == "requireOneSlicingArgument")?.Value is BooleanValueNode { Value: true });

    private static int? Number(DirectiveNode directive, string name) =>
        directive.Arguments.FirstOrDefault(a => a.Name == name)?.Value is IntValueNode number && int.TryParse(number.Text, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static IReadOnlyList<string> Names(DirectiveNode directive, string name) => directive.Arguments.FirstOrDefault(a => a.Name == name)?.Value switch
    {
        ListValueNode list => [.. list.Items.OfType<StringValueNode>().Select(item => item.Value)],
        StringValueNode one => [one.Value],
        _ => [],
    };
}
