using System.Globalization;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>What a field costs, as directives <c>@cost</c> and <c>@listSize</c> of the schema say. IBM's cost directive specification.</summary>
/// <param name="Weight">Work of one call of the resolver; null: 1 for a composite field, 0 for a leaf.</param>
/// <param name="Size">How long its list is; null where nothing is said.</param>
internal sealed record FieldCost(double? Weight, ListSize? Size)
{
    private static readonly FieldCost Unspecified = new(null, null);

    public static FieldCost Of(IReadOnlyList<DirectiveNode> directives)
    {
        var weight = WeightOf(directives);
        var size = directives.FirstOrDefault(d => d.Name == "listSize") is { } listSize ? ListSize.Of(listSize) : null;
        return weight is null && size is null ? Unspecified : new FieldCost(weight, size);
    }

    /// <summary>The weight that <c>@cost</c> gives; null where it gives none.</summary>
    public static double? WeightOf(IReadOnlyList<DirectiveNode> directives) =>
        directives.FirstOrDefault(d => d.Name == "cost")?.Arguments.FirstOrDefault(a => a.Name == "weight")?.Value is StringValueNode text
            && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : null;
}

/// <summary>How long a list is, before it is fetched.</summary>
/// <param name="AssumedSize">Items when no argument says; null: the default page size.</param>
/// <param name="SlicingArguments">Arguments that say how many items are asked for.</param>
/// <param name="SlicingArgumentDefault">What such an argument means when it is not given; null: its own default, else <paramref name="AssumedSize"/>.</param>
/// <param name="SizedFields">Fields below that are the list, where the field itself is a page of it; empty: the field itself.</param>
/// <param name="RequireOneSlicingArgument">Whether one slicing argument must be given.</param>
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
