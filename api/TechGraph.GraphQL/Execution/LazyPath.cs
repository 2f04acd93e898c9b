using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>The place of a value; a path is made of it only when somebody asks.</summary>
internal readonly record struct LazyPath(ResponsePath Parent, string? Name, int Index)
{
    public ResponsePath Value => Name is null ? Parent.Append(Index) : Parent.Append(Name);
}
