using System.Globalization;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>What a field costs, as directives <c>@cost</c> and <c>@listSize</c> of the schema say. IBM's cost directive specification.</summary>
/// <param name="Weight">Work of one call of the resolver; null: 1 for a composite field, 0 for a leaf.</param>
/// <param name="Size">How long its list is; null where nothing is said.</param>
internal sealed record FieldCost(double? Weight, ListSize? Size)
{
    private static readonly FieldCost Unsaid = new(null, null);

    public static FieldCost Of(IReadOnlyList<DirectiveNode> directives)
    {
        var weight = WeightOf(directives);
        var size = directives.FirstOrDefault(d => d.Name == "listSize") is { } said ? ListSize.Of(said) : null;
        return weight is null && size is null ? Unsaid : new FieldCost(weight, size);
    }

    /// <summary>The weight that <c>@cost</c> gives; null where it gives none.</summary>
    public static double? WeightOf(IReadOnlyList<DirectiveNode> directives) =>
        directives.FirstOrDefault(d => d.Name == "cost")?.Arguments.FirstOrDefault(a => a.Name == "weight")?.Value is StringValueNode text
            && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : null;
}

/// <summary>How long a list is, before it is fetched.</summary>
/// <param name="Assumed">Items when no argument says; null: the default page size.</param>
/// <param name="Slicing">Arguments that say how many items are asked for.</param>
/// <param name="SlicingDefault">What such an argument means when it is not given; null: its own default, else <paramref name="Assumed"/>.</param>
/// <param name="Sized">Fields below that are the list, where the field itself is a page of it; empty: the field itself.</param>
/// <param name="RequireOne">Whether one slicing argument must be given.</param>
internal sealed record ListSize(
    int? Assumed, IReadOnlyList<string> Slicing, int? SlicingDefault, IReadOnlyList<string> Sized, bool RequireOne)
{
    public static ListSize Of(DirectiveNode said) => new(
        Number(said, "assumedSize"),
        Names(said, "slicingArguments"),
        Number(said, "slicingArgumentDefaultValue"),
        Names(said, "sizedFields"),
        said.Arguments.FirstOrDefault(a => a.Name == "requireOneSlicingArgument")?.Value is BooleanValueNode { Value: true });

    private static int? Number(DirectiveNode said, string name) =>
        said.Arguments.FirstOrDefault(a => a.Name == name)?.Value is IntValueNode number && int.TryParse(number.Text, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static IReadOnlyList<string> Names(DirectiveNode said, string name) => said.Arguments.FirstOrDefault(a => a.Name == name)?.Value switch
    {
        ListValueNode list => [.. list.Items.OfType<StringValueNode>().Select(item => item.Value)],
        StringValueNode one => [one.Value],
        _ => [],
    };
}
