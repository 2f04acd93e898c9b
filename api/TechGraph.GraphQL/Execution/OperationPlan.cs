using System.Collections.Concurrent;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>A compiled operation of a valid document: everything that does not depend on the variables.</summary>
internal sealed class OperationPlan
{
    // Further variants are not cached, but compiled for each request.
    private const int MaxVariants = 64;

    private readonly ConcurrentDictionary<UInt128, SelectionPlan> _variants = [];
    private readonly PlanCompiler _compiler;

    public OperationPlan(ExecutableSchema executable, Document document, OperationNode operation)
    {
        Operation = operation;
        Document = document;
        Root = executable.Schema.Root(operation.Kind)!;
        Variables = [.. operation.Variables.Select(v => new VariablePlan(v.Name, executable.Schema.Resolve(v.Type)!, v.DefaultValue, v.Start))];
        _compiler = new PlanCompiler(executable, document, Root);
        Conditions = _compiler.ConditionsOf(operation);
    }

    public OperationNode Operation { get; }

    /// <summary><c>query</c>, <c>mutation</c> or <c>subscription</c>.</summary>
    public string KindName => Operation.Kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        _ => "subscription",
    };

    /// <summary>SHA-256 of the document, lower-case hex.</summary>
    public string Hash => field ??= Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Document.Source.Span));

    public Document Document { get; }

    public ObjectType Root { get; }

    public IReadOnlyList<VariablePlan> Variables { get; }

    /// <summary>Variables of <c>@skip</c> and <c>@include</c>; their values select the variant.</summary>
    public IReadOnlyList<string> Conditions { get; }

    /// <summary>Whether the operation selects <c>__schema</c> or <c>__type</c>, even if a condition excludes it.</summary>
    public bool ReadsSchema => _compiler.ReadsSchema;

    /// <summary>Returns the selections that are included with these variables.</summary>
    public SelectionPlan Variant(IReadOnlyDictionary<string, object?> variables)
    {
        var mask = UInt128.Zero;
        for (var i = 0; i < Conditions.Count; i++)
        {
            if (variables.GetValueOrDefault(Conditions[i]) is true)
            {
                mask |= UInt128.One << i;
            }
        }

        if (_variants.TryGetValue(mask, out var known))
        {
            return known;
        }

        var selections = _compiler.Compile(Operation, Conditions, mask);
        return _variants.Count < MaxVariants ? _variants.GetOrAdd(mask, selections) : selections;
    }
}

/// <summary>A variable of an operation.</summary>
/// <param name="Name">The name without the dollar sign.</param>
/// <param name="Type">Type of the variable.</param>
/// <param name="Default">Default value; null if there is none. The literal null is a <see cref="NullValueNode"/>.</param>
/// <param name="Start">Byte offset in the document.</param>
internal sealed record VariablePlan(string Name, GraphType Type, ValueNode? Default, int Start);
