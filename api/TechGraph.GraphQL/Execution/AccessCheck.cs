using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Calls the host's access check for each field of an operation, before any resolver runs.</summary>
internal static class AccessCheck
{
    /// <summary>Sets the denied fields of an execution, if the host checks access.</summary>
    /// <exception cref="AccessRefusedException">The host's check failed, or the operation is a subscription whose root field is denied.</exception>
    public static async ValueTask RunAsync(OperationExecution execution)
    {
        if (execution.Executable.Options.Authorize is not { } authorize)
        {
            return;
        }

        var (selections, root) = (execution.Selections, execution.Plan.Root);
        try
        {
            execution.Denied = await FindAsync(execution, authorize, selections.ReachableFields ??= FieldsOf(selections, root)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // If the check throws anything, the request is rejected: nothing runs without a check.
        catch (Exception failure) when (!execution.EndsOperation(failure))
#pragma warning restore CA1031
        {
            throw new AccessRefusedException([execution.ToClientError(failure, ResponsePath.Root)]);
        }

        if (execution.Plan.Operation.Kind == Language.OperationKind.Subscription
            && selections.For(root).Fields[0] is var source
            && execution.Denied is { } denied
            && denied.TryGetValue(source.Definition, out var refusal))
        {
            execution.Report(source, refusal, ResponsePath.Root.Append(source.ResponseName));
            throw new AccessRefusedException(execution.Errors);
        }
    }

    /// <summary>Returns the denied fields with their errors; null if there are none.</summary>
    private static async ValueTask<IReadOnlyDictionary<Field, GraphQLError>?> FindAsync(
        OperationExecution execution, Func<FieldAccess, ValueTask<AccessDecision>> authorize, IReadOnlyDictionary<Field, string> fields)
    {
        Dictionary<Field, GraphQLError>? denied = null;
        foreach (var (field, type) in fields)
        {
            var access = await authorize(new FieldAccess(type, field.Name, execution.Request.User, execution.Services, execution.Cancellation)).ConfigureAwait(false);
            if (access != AccessDecision.Allowed)
            {
                (denied ??= [])[field] = access == AccessDecision.NotAuthenticated
                    ? new GraphQLError($"\"{type}.{field.Name}\" requires a signed-in user.", ErrorCodes.NotAuthenticated)
                    : new GraphQLError($"\"{type}.{field.Name}\" is not allowed for this user.", ErrorCodes.NotAuthorized);
            }
        }

        return denied;
    }

    /// <summary>Returns the fields that the plan can reach, without introspection, which has its own policy.</summary>
    private static Dictionary<Field, string> FieldsOf(SelectionPlan selections, ObjectType root)
    {
        var (fields, seen) = (new Dictionary<Field, string>(), new HashSet<(SelectionPlan, ObjectType)>());
        Gather(selections, root);
        return fields;

        void Gather(SelectionPlan below, ObjectType type)
        {
            if (!seen.Add((below, type)))
            {
                return;
            }

            foreach (var field in below.For(type).Fields)
            {
                if (field.Definition.Name.StartsWith("__", StringComparison.Ordinal))
                {
                    continue;
                }

                fields.TryAdd(field.Definition, type.Name);
                if (field.Selections is { } inner)
                {
                    foreach (var possible in ((CompositeType)field.Definition.Type.Named).PossibleTypes)
                    {
                        Gather(inner, possible);
                    }
                }
            }
        }
    }
}

/// <summary>The access check rejects the operation.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught inside the engine only.
internal sealed class AccessRefusedException(IReadOnlyList<GraphQLError> errors) : Exception
#pragma warning restore CA1032, CA1064
{
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
