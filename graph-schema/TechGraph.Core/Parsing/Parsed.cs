using System.Diagnostics.CodeAnalysis;

namespace TechGraph.Core.Parsing;

/// <summary>Why a text cannot be read as a value: a code of docs/problems.md, and a sentence that says what to do.</summary>
public sealed record ParseError(string Code, string Text)
{
    /// <summary>An error with values from the text, which are escaped and cut.</summary>
    public ParseError(string code, MessageText text)
        : this(code, text.ToString())
    {
    }
}

/// <summary>The result of parsing: a value or an error. Wrong data does not throw.</summary>
public readonly record struct Parsed<T>
    where T : class
{
    private Parsed(T? value, ParseError? error) => (Value, Error) = (value, error);

    /// <summary>The value; null if there is an <see cref="Error"/>.</summary>
    public T? Value { get; }

    /// <summary>What is wrong; null if there is a value.</summary>
    public ParseError? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Error is null;

    /// <summary>A value.</summary>
    public static implicit operator Parsed<T>(T value) => new(value, null);

    /// <summary>No value, with the reason.</summary>
    public static implicit operator Parsed<T>(ParseError error) => new(null, error);

    /// <summary>The value, for a text written in code, where an error is a bug.</summary>
    /// <exception cref="FormatException">There is no value.</exception>
    public T Require() => Value ?? throw new FormatException(Error!.Text);
}
