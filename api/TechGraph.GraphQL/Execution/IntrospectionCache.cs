using Microsoft.Extensions.Caching.Memory;

namespace TechGraph.GraphQL.Execution;

/// <summary>
/// Caches results of introspection, which never change because the schema does not. The key is the plan of one document, one
/// operation and one outcome of its conditions.
/// </summary>
internal sealed class IntrospectionCache : IDisposable
{
    /// <summary>Maximum bytes of the cached results.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <summary>Whether an operation reads only the schema, and its arguments contain no variable.</summary>
    public static bool CanCache(OperationPlan plan, SelectionPlan selections) => selections.IsConstantIntrospection ??=
        plan.Operation.Kind == Language.OperationKind.Query
        && selections.For(plan.Root).Fields.Any(f => f.Definition.Name is "__schema" or "__type")
        && selections.For(plan.Root).Fields.All(f => f.Definition.Name.StartsWith("__", StringComparison.Ordinal) && IsConstant(f));

    /// <summary>Returns the JSON of <c>data</c>; null if it is not cached.</summary>
    public byte[]? Find(SelectionPlan selections) => _answers.Get<byte[]>(selections);

    public void Add(SelectionPlan selections, ReadOnlyMemory<byte> data) =>
        _answers.Set(selections, data.ToArray(), new MemoryCacheEntryOptions { Size = data.Length });

    public void Dispose() => _answers.Dispose();

    private static bool IsConstant(FieldPlan field) =>
        (field.Resolver is null || field.ConstantArguments is not null)
        && (field.Selections is null || field.Selections.For((Types.ObjectType)field.Definition.Type.Named).Fields.All(IsConstant));
}
