using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>Path of a value, created only when it is needed.</summary>
internal readonly record struct LazyPath(ResponsePath Parent, string? Name, int Index)
{
    public ResponsePath Value => Name is null ? Parent.Append(Index) : Parent.Append(Name);
}
