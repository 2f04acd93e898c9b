using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>What one resolver sees.</summary>
internal sealed class FieldContext(OperationExecution execution, FieldPlan plan, object? parent, object?[] arguments, ResponsePath parentPath) : IFieldContext
{
    private ResponsePath? _path;

    public ClaimsPrincipal User => execution.Request.User;

    public ResponsePath Path => _path ??= parentPath.Append(plan.ResponseName);

    public CancellationToken Cancellation => execution.Cancellation;

    public T Parent<T>() => parent is T typed
        ? typed
        : throw new InvalidOperationException($"The parent of \"{plan.Definition.Name}\" is a {parent?.GetType().Name ?? "null"}, no {typeof(T).Name}.");

    public T Arg<T>(string name)
    {
        var value = arguments[IndexOf(name)];
        return ReferenceEquals(value, LiteralCoercion.Absent) ? default! : ClrValue.To<T>(value);
    }

    public bool Has(string name) => !ReferenceEquals(arguments[IndexOf(name)], LiteralCoercion.Absent);

    public T Service<T>()
        where T : notnull => execution.Services.GetRequiredService<T>();

    public bool Selects(string path) => Selects(plan, path);

    public void Report(GraphQLError error) => execution.Report(plan, error, Path);

    private static bool Selects(FieldPlan field, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        return field.Selections is { } selections && ((CompositeType)field.Definition.Type.Named).PossibleTypes
            .SelectMany(type => selections.For(type).Fields)
            .Any(below => below.Definition.Name == name && (dot < 0 || Selects(below, path[(dot + 1)..])));
    }

    private int IndexOf(string name)
    {
        var known = plan.Definition.Arguments;
        for (var i = 0; i < known.Count; i++)
        {
            if (known[i].Name == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Field \"{plan.Definition.Name}\" has no argument \"{name}\".");
    }
}
