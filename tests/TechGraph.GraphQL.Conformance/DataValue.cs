using System.Text.Json;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Conformance;

/// <summary>Resolves data: a plain value, or one of the five commands <c>$error $async $asyncError $args $next</c>.</summary>
internal static class DataValue
{
    /// <summary>Returns the value of a field.</summary>
    public static ValueTask<object?> Resolve(IFieldContext context, string name, GraphType type, string[] arguments)
    {
        var parent = context.Parent<JsonElement>();
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var data)
            ? Read(data, type, new FieldCall(context, arguments))
            : new((object?)null);
    }

    /// <summary>Returns the events of a subscription: <c>data.events</c>, each of which is the root value of its result.</summary>
    public static async Task<IAsyncEnumerable<JsonElement>> EventsAsync(IFieldContext context)
    {
        var data = context.Parent<JsonElement>();
        if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty("events", out var events))
        {
            if (Command(events) is { } command)
            {
                events = await LaterAsync(command);
            }

            if (events.ValueKind == JsonValueKind.Array)
            {
                return EachAsync(events);
            }
        }

        throw new FormatException("The data has no events.");
    }

    private static async IAsyncEnumerable<JsonElement> EachAsync(JsonElement events)
    {
        foreach (var each in events.EnumerateArray())
        {
            yield return Command(each) is { } command ? await LaterAsync(command) : each;
        }
    }

    private static async Task<JsonElement> LaterAsync((string Name, JsonElement Argument) command)
    {
        if (command.Name is "$async" or "$asyncError")
        {
            await Task.Yield();
        }

        return command.Name == "$async" ? command.Argument : throw new FormatException(command.Argument.ToString());
    }

    private sealed record FieldCall(IFieldContext Context, string[] Arguments);

    private static ValueTask<object?> Read(JsonElement data, GraphType type, FieldCall asked)
    {
        if (Command(data) is not { } command)
        {
            return new(Plain(data, type.Nullable, asked));
        }

        return command.Name switch
        {
            "$error" => throw new FormatException(command.Argument.ToString()),
            "$async" => LaterAsync(command.Argument, type, asked),
            "$asyncError" => FailLaterAsync(command.Argument.ToString()),
            "$args" => new(Arguments(asked)),
            _ => new(asked.Context.Service<Counters>().Next(command.Argument.ToString())),
        };
    }

    private static async ValueTask<object?> LaterAsync(JsonElement data, GraphType type, FieldCall asked)
    {
        await Task.Yield();
        return await Read(data, type, asked);
    }

    private static async ValueTask<object?> FailLaterAsync(string message)
    {
        await Task.Yield();
        throw new FormatException(message);
    }

    /// <summary>Reads data that is not a command. It reads a list if the type is a list; a custom scalar keeps its JSON.</summary>
    private static object? Plain(JsonElement data, GraphType type, FieldCall asked) => data.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array when type is ListType list => data.EnumerateArray().Select(item => Item(item, list.Inner, asked)).ToArray(),
        _ when type is ScalarType scalar && BuiltInCodecs.Find(scalar.Name) is null => data,
        JsonValueKind.String => data.GetString(),
        JsonValueKind.True or JsonValueKind.False => data.GetBoolean(),
        JsonValueKind.Number => data.TryGetInt64(out var whole) ? whole : data.GetDouble(),
        _ => data,
    };

    /// <summary>Reads an item of a list; a command that fails or waits applies to the item.</summary>
    private static object? Item(JsonElement data, GraphType type, FieldCall asked)
    {
        if (Command(data) is null)
        {
            return Plain(data, type.Nullable, asked);
        }

        try
        {
            var value = Read(data, type, asked);
            return value.IsCompletedSuccessfully ? value.Result : value.AsTask();
        }
        catch (FormatException wrong)
        {
            return Task.FromException<object?>(wrong);
        }
    }

    private static (string Name, JsonElement Argument)? Command(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in data.EnumerateObject())
            {
                return member.Name is "$error" or "$async" or "$asyncError" or "$args" or "$next" ? (member.Name, member.Value) : null;
            }
        }

        return null;
    }

    private static string Arguments(FieldCall asked) => JavaScriptText.Of(
        asked.Arguments.Where(asked.Context.Has).ToDictionary(name => name, name => asked.Context.Arg<object?>(name)));
}

/// <summary>Counters by name, from 1, for one case.</summary>
internal sealed class Counters
{
    private readonly Dictionary<string, long> _counts = [];

    public long Next(string name)
    {
        lock (_counts)
        {
            return _counts[name] = _counts.GetValueOrDefault(name) + 1;
        }
    }
}

/// <summary>Services of one case.</summary>
internal sealed class CaseServices : IServiceProvider
{
    private readonly Counters _counters = new();

    public object? GetService(Type serviceType) => serviceType == typeof(Counters) ? _counters : null;
}
