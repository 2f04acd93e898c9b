using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation;

/// <summary>Location of an input value: an argument, an input field, a list item or a variable's default.</summary>
/// <param name="Type">Expected type; null if the document names something unknown.</param>
/// <param name="HasDefault">Whether the argument or input field has a default value.</param>
/// <param name="IsOneOf">Whether it is a field of a OneOf input object, which does not accept null.</param>
internal readonly record struct InputLocation(GraphType? Type, bool HasDefault = false, bool IsOneOf = false);
