using System.Collections;
using System.Runtime.CompilerServices;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Executes selections and writes their values. Specification, sections 6.3 and 6.4.</summary>
/// <remarks>
/// <para>Each method returns whether a value was written. False means that a non-null value is missing and its error was reported:
/// the null propagates to the nearest nullable field or item, which rolls the writer back.</para>
/// <para>Values that are available immediately are written without a task. A value that is not keeps the writer it started with, and
/// its siblings continue in a new one. When all are complete, the segments are joined in order.</para>
/// </remarks>
internal sealed class Executor(OperationExecution execution)
{
    /// <summary>Writes the operation's <c>data</c>.</summary>
    public async ValueTask RunAsync(ResultWriter writer, SelectionPlan selections)
    {
        var root = selections.For(execution.Plan.Root);
        ValueTask<bool> writing;
        execution.BatchDispatcher.BeginWork();
        try
        {
            writing = execution.Plan.Operation.Kind == Language.OperationKind.Mutation
                ? MutationFieldsAsync(writer, root)
                : ObjectAsync(writer, root, execution.Root, ResponsePath.Root);
        }
        finally
        {
            execution.BatchDispatcher.EndWork();
        }

        if (!await writing.ConfigureAwait(false))
        {
            writer.Rollback(0);
            writer.WriteNull();
        }
    }

    /// <summary>Executes the root fields of a mutation, each after the previous has finished.</summary>
    private async ValueTask<bool> MutationFieldsAsync(ResultWriter writer, ObjectPlan plan)
    {
        writer.WriteRaw((byte)'{');
        for (var i = 0; i < plan.Fields.Length; i++)
        {
            WriteFieldName(writer, plan.Fields[i], i);
            if (plan.Fields[i].Resolver is null)
            {
                continue;
            }

            execution.BatchDispatcher.BeginWork();
            var writing = FieldAsync(writer, plan.Fields[i], execution.Root, ResponsePath.Root);
            execution.BatchDispatcher.EndWork();
            if (!await writing.ConfigureAwait(false))
            {
                return false;
            }
        }

        writer.WriteRaw((byte)'}');
        return true;
    }

    private ValueTask<bool> ObjectAsync(ResultWriter writer, ObjectPlan plan, object? value, ResponsePath path)
    {
        execution.ThrowIfEnded();
        var segments = new ResponseSegments(execution, writer);
        segments.Current.WriteRaw((byte)'{');
        for (var i = 0; i < plan.Fields.Length; i++)
        {
            var field = plan.Fields[i];
            WriteFieldName(segments.Current, field, i);
            if (field.Resolver is not null && !segments.Add(FieldAsync(segments.Current, field, value, path)))
            {
                return segments.FailAsync();
            }
        }

        segments.Current.WriteRaw((byte)'}');
        return segments.JoinAsync();
    }

    private static void WriteFieldName(ResultWriter writer, FieldPlan field, int index)
    {
        if (index > 0)
        {
            writer.WriteRaw((byte)',');
        }

        writer.WriteRaw(field.Prefix);
    }

    private ValueTask<bool> FieldAsync(ResultWriter writer, FieldPlan field, object? parent, ResponsePath parentPath)
    {
        var start = writer.Length;
        var path = new LazyPath(parentPath, field.ResponseName, -1);
        if (execution.Denied is { } denied && denied.TryGetValue(field.Definition, out var refusal))
        {
            return new(Fail(writer, field, refusal, path));
        }

        ValueTask<object?> resolving;
        var isCounted = false;
        try
        {
            if (field.Leaf != LeafKind.None && field.Resolver!.WriteLeaf(parent, field.Leaf, writer) is var outcome and not LeafOutcome.NotTyped)
            {
                return new(outcome == LeafOutcome.Written || WriteNullOrReport(writer, field, field.Definition.Type, path));
            }

            if (field.Resolver is BatchResolver)
            {
                return AwaitFieldAsync(writer, field, new(execution.Batch(field, parent)), path, isCounted: false);
            }

            isCounted = field.Resolver!.TakesContext;
            if (isCounted)
            {
                execution.BatchDispatcher.BeginWork();
            }

            var context = field.Resolver!.TakesContext ? new FieldContext(execution, field, parent, execution.ArgumentsOf(field), parentPath) : null;
            resolving = context is not null && execution.Executable.Options.FieldSpans
                ? SpanAsync(field, parent, context)
                : field.Resolver.ResolveAsync(parent, context);
        }
#pragma warning disable CA1031 // Any exception of a resolver fails its field only.
        catch (Exception failure) when (!execution.EndsOperation(failure))
#pragma warning restore CA1031
        {
            writer.Rollback(start);
            EndWork(isCounted);
            return new(Fail(writer, field, failure, path));
        }

        if (!resolving.IsCompletedSuccessfully)
        {
            return AwaitFieldAsync(writer, field, resolving, path, isCounted);
        }

        var writing = ValueAsync(writer, field, field.Definition.Type, resolving.Result, path);
        EndWork(isCounted);
        return writing;
    }

    private static async ValueTask<object?> SpanAsync(FieldPlan field, object? parent, FieldContext context)
    {
        using var span = Telemetry.Span("field");
        span?.SetTag("graphql.field.name", field.Definition.Name);
        span?.SetTag("graphql.field.path", context.Path.ToString());
        try
        {
            return await field.Resolver!.ResolveAsync(parent, context).ConfigureAwait(false);
        }
        catch
        {
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitFieldAsync(ResultWriter writer, FieldPlan field, ValueTask<object?> resolving, LazyPath path, bool isCounted)
    {
        ValueTask<bool> writing;
        try
        {
            object? value;
            try
            {
                value = await resolving.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Any exception of a resolver fails its field only.
            catch (Exception failure) when (!execution.EndsOperation(failure))
#pragma warning restore CA1031
            {
                return Fail(writer, field, failure, path);
            }

            writing = ValueAsync(writer, field, field.Definition.Type, value, path);
        }
        finally
        {
            // From here on, the value waits only for other fields, which are counted themselves.
            EndWork(isCounted);
        }

        return await writing.ConfigureAwait(false);
    }

    private void EndWork(bool isCounted)
    {
        if (isCounted)
        {
            execution.BatchDispatcher.EndWork();
        }
    }

    private bool Fail(ResultWriter writer, FieldPlan field, Exception failure, LazyPath path)
    {
        execution.Report(field, failure, path.Value);
        return !field.Definition.Type.IsNonNull && WriteNull(writer);
    }

    private static bool WriteNull(ResultWriter writer)
    {
        writer.WriteNull();
        return true;
    }

    /// <summary>Writes null; if the type does not allow it, reports an error and returns false.</summary>
    private bool WriteNullOrReport(ResultWriter writer, FieldPlan field, GraphType type, LazyPath path)
    {
        if (!type.IsNonNull)
        {
            return WriteNull(writer);
        }

        execution.Report(
            field,
            new GraphQLError($"\"{field.Definition.Name}\" returned null, but its type is {type}.", ErrorCodes.NonNullViolation),
            path.Value);
        return false;
    }

    /// <summary>Writes a value of a type. If it is nullable and a part of it fails, null is written instead.</summary>
    private ValueTask<bool> ValueAsync(ResultWriter writer, FieldPlan field, GraphType type, object? value, LazyPath path)
    {
        if (value is null)
        {
            return new(WriteNullOrReport(writer, field, type, path));
        }

        var start = writer.Length;
        var writing = type.Nullable switch
        {
            ListType list => ListAsync(writer, field, list, value, path),
            CompositeType composite => CompositeAsync(writer, field, composite, value, path),
            var leaf => new(Leaf(writer, field, (NamedType)leaf, value, path)),
        };
        if (type.IsNonNull)
        {
            return writing;
        }

        return writing.IsCompletedSuccessfully
            ? new(writing.Result || ReplaceWithNull(writer, start))
            : AwaitNullableAsync(writing, writer, start);

        static async ValueTask<bool> AwaitNullableAsync(ValueTask<bool> writing, ResultWriter writer, int start) =>
            await writing.ConfigureAwait(false) || ReplaceWithNull(writer, start);
    }

    private static bool ReplaceWithNull(ResultWriter writer, int start)
    {
        writer.Rollback(start);
        return WriteNull(writer);
    }

    private bool Leaf(ResultWriter writer, FieldPlan field, NamedType type, object value, LazyPath path)
    {
        var start = writer.Length;
        try
        {
            if (type is EnumType enumeration)
            {
                writer.WriteRaw(EnumOutput.Quoted(enumeration, value));
            }
            else
            {
                ((ScalarType)type).Codec!.Write(value, writer);
            }

            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or GraphQLError)
        {
            writer.Rollback(start);
            execution.Report(field, wrong as GraphQLError ?? new GraphQLError(wrong.Message, ErrorCodes.InvalidResult), path.Value);
            return false;
        }
    }

    private ValueTask<bool> CompositeAsync(ResultWriter writer, FieldPlan field, CompositeType type, object value, LazyPath path)
    {
        if (type is ObjectType known)
        {
            return ObjectAsync(writer, field.Selections!.For(known), value, path.Value);
        }

        try
        {
            var name = execution.Executable.TypeResolver(type)(value);
            if (execution.Executable.Schema.Type(name) is ObjectType possible && type.CanBe(possible))
            {
                return ObjectAsync(writer, field.Selections!.For(possible), value, path.Value);
            }

            execution.Report(field, new GraphQLError($"A value of \"{type}\" cannot be a \"{name}\".", ErrorCodes.InvalidResult), path.Value);
        }
#pragma warning disable CA1031 // An exception of a type resolver is handled like one of a field's resolver.
        catch (Exception failure) when (!execution.EndsOperation(failure))
#pragma warning restore CA1031
        {
            execution.Report(field, failure, path.Value);
        }

        return new(false);
    }

    private ValueTask<bool> ListAsync(ResultWriter writer, FieldPlan field, ListType type, object value, LazyPath path)
    {
        if (value is not (IEnumerable and not string))
        {
            if (AsyncLists.Read(value, execution.Cancellation) is { } reading)
            {
                return AwaitListAsync(writer, field, type, reading, path);
            }

            execution.Report(field, new GraphQLError($"\"{field.Definition.Name}\" returned a value that is not a list.", ErrorCodes.InvalidResult), path.Value);
            return new(false);
        }

        return ItemsAsync(writer, field, type, (IEnumerable)value, path);
    }

    private async ValueTask<bool> AwaitListAsync(ResultWriter writer, FieldPlan field, ListType type, Task<List<object?>> reading, LazyPath path)
    {
        ValueTask<bool> writing;
        execution.BatchDispatcher.BeginWork();
        try
        {
            writing = ItemsAsync(writer, field, type, await reading.ConfigureAwait(false), path);
        }
#pragma warning disable CA1031 // An exception of an asynchronous sequence is handled like one of a resolver.
        catch (Exception failure) when (!execution.EndsOperation(failure))
#pragma warning restore CA1031
        {
            execution.Report(field, failure, path.Value);
            return false;
        }
        finally
        {
            execution.BatchDispatcher.EndWork();
        }

        return await writing.ConfigureAwait(false);
    }

    /// <summary>Writes an item, which may be a task of its value. If the task fails, the error has the item's path.</summary>
    private ValueTask<bool> ItemAsync(ResultWriter writer, FieldPlan field, GraphType type, object? item, LazyPath path) =>
        item is Task task ? AwaitItemAsync(writer, field, type, task, path) : ValueAsync(writer, field, type, item, path);

    private async ValueTask<bool> AwaitItemAsync(ResultWriter writer, FieldPlan field, GraphType type, Task task, LazyPath path)
    {
        ValueTask<bool> writing;
        execution.BatchDispatcher.BeginWork();
        try
        {
            writing = ValueAsync(writer, field, type, await TaskValue.OfAsync(task).ConfigureAwait(false), path);
        }
#pragma warning disable CA1031 // An exception of an item is handled like one of a field.
        catch (Exception failure) when (!execution.EndsOperation(failure))
#pragma warning restore CA1031
        {
            execution.Report(field, failure, path.Value);
            return !type.IsNonNull && WriteNull(writer);
        }
        finally
        {
            execution.BatchDispatcher.EndWork();
        }

        return await writing.ConfigureAwait(false);
    }

    private ValueTask<bool> ItemsAsync(ResultWriter writer, FieldPlan field, ListType type, IEnumerable items, LazyPath path)
    {
        var segments = new ResponseSegments(execution, writer);
        var listPath = path.Value;
        segments.Current.WriteRaw((byte)'[');
        var index = 0;
        var at = items.GetEnumerator();
        try
        {
            while (at.MoveNext())
            {
                if (index > 0)
                {
                    segments.Current.WriteRaw((byte)',');
                }

                if (!segments.Add(ItemAsync(segments.Current, field, type.Inner, at.Current, new LazyPath(listPath, null, index++))))
                {
                    return segments.FailAsync();
                }
            }
        }
#pragma warning disable CA1031 // A lazy list may throw while it is read; it is handled like an exception of a resolver.
        catch (Exception failure) when (!execution.EndsOperation(failure))
#pragma warning restore CA1031
        {
            execution.Report(field, failure, listPath);
            return segments.FailAsync();
        }
        finally
        {
            (at as IDisposable)?.Dispose();
        }

        segments.Current.WriteRaw((byte)']');
        return segments.JoinAsync();
    }
}
