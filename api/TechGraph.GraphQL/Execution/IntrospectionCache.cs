using Microsoft.Extensions.Caching.Memory;

namespace TechGraph.GraphQL.Execution;

/// <summary>
/// Answers to what tools ask of the schema: it never changes, so that neither do they. Known by the plan, which is that of one document,
/// one operation and one outcome of its conditions.
/// </summary>
internal sealed class IntrospectionCache : IDisposable
{
    /// <summary>Bytes of the answers that are kept.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <summary>Whether an operation asks of the schema alone, and of the same each time: no variable has a part in its arguments.</summary>
    public static bool CanCache(OperationPlan plan, SelectionPlan selections) => selections.IsConstantIntrospection ??=
        plan.Operation.Kind == Language.OperationKind.Query
        && selections.For(plan.Root).Fields.Any(f => f.Definition.Name is "__schema" or "__type")
        && selections.For(plan.Root).Fields.All(f => f.Definition.Name.StartsWith("__", StringComparison.Ordinal) && IsConstant(f));

    /// <summary>The JSON of <c>data</c>; null where it is not known.</summary>
    public byte[]? Find(SelectionPlan selections) => _answers.Get<byte[]>(selections);

    public void Add(SelectionPlan selections, ReadOnlyMemory<byte> data) =>
        _answers.Set(selections, data.ToArray(), new MemoryCacheEntryOptions { Size = data.Length });

    public void Dispose() => _answers.Dispose();

    private static bool IsConstant(FieldPlan field) =>
        (field.Resolver is null || field.ConstantArguments is not null)
        && (field.Selections is null || field.Selections.For((Types.ObjectType)field.Definition.Type.Named).Fields.All(IsConstant));
}
