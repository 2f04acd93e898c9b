using System.Diagnostics.CodeAnalysis;

namespace TechGraph.Schema.Parsing;

/// <summary>Why a text is no value of its type: a code of docs/problems.md and a sentence with the cure.</summary>
public sealed record Fault(string Code, string Text);

/// <summary>A value, or why there is none. Data that is wrong is no exception.</summary>
public readonly record struct Parsed<T>
    where T : class
{
    private Parsed(T? value, Fault? fault) => (Value, Fault) = (value, fault);

    /// <summary>The value; null when <see cref="Fault"/> says why not.</summary>
    public T? Value { get; }

    /// <summary>What is wrong; null when there is a value.</summary>
    public Fault? Fault { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool Ok => Fault is null;

    /// <summary>A value.</summary>
    public static implicit operator Parsed<T>(T value) => new(value, null);

    /// <summary>No value, and why.</summary>
    public static implicit operator Parsed<T>(Fault fault) => new(null, fault);

    /// <summary>The value, where the caller wrote the text and a fault is a bug.</summary>
    /// <exception cref="FormatException">There is no value.</exception>
    public T Require() => Value ?? throw new FormatException(Fault!.Text);
}
