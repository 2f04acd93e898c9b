using System.Diagnostics.CodeAnalysis;

namespace TechGraph.Schema.Parsing;

/// <summary>Why a text is no value of its type: a code of docs/problems.md and a sentence with the cure.</summary>
public sealed record ParseError(string Code, string Text);

/// <summary>A value, or why there is none. Data that is wrong is no exception.</summary>
public readonly record struct Parsed<T>
    where T : class
{
    private Parsed(T? value, ParseError? error) => (Value, Error) = (value, error);

    /// <summary>The value; null when <see cref="Error"/> says why not.</summary>
    public T? Value { get; }

    /// <summary>What is wrong; null when there is a value.</summary>
    public ParseError? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Error is null;

    /// <summary>A value.</summary>
    public static implicit operator Parsed<T>(T value) => new(value, null);

    /// <summary>No value, and why.</summary>
    public static implicit operator Parsed<T>(ParseError error) => new(null, error);

    /// <summary>The value, where the caller wrote the text and a fault is a bug.</summary>
    /// <exception cref="FormatException">There is no value.</exception>
    public T Require() => Value ?? throw new FormatException(Error!.Text);
}
