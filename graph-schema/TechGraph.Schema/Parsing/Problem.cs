namespace TechGraph.Schema.Parsing;

/// <summary>One thing that is wrong with the data: a stable code, where, and what to do. Every code is in docs/problems.md.</summary>
public sealed record Problem(string Code, TextPosition Position, string Text)
{
    /// <summary>Whether it keeps nothing out and only deserves a look.</summary>
    public bool IsWarning { get; init; }

    /// <summary><c>file(line,column): error CODE: text</c>, or <c>warning</c> instead.</summary>
    public override string ToString() => $"{Position}: {(IsWarning ? "warning" : "error")} {Code}: {Text}";
}
