using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation;

/// <summary>A place for an input value.</summary>
/// <param name="Type">The place's type; null where the document names something unknown.</param>
/// <param name="HasDefault">Whether the place has a default value of its own.</param>
/// <param name="IsOneOf">Whether it is a field of a OneOf input object, which takes no null.</param>
internal readonly record struct InputLocation(GraphType? Type, bool HasDefault = false, bool IsOneOf = false);
