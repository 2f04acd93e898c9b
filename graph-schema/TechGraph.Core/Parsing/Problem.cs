namespace TechGraph.Core.Parsing;

/// <summary>One thing that is wrong with the data: a stable code, a position, and what to do. Every code is in docs/problems.md.</summary>
public sealed record Problem(string Code, TextPosition Position, string Text)
{
    /// <summary>What is wrong, and what to do; control characters of the data are escaped, and a long text is cut.</summary>
    public string Text { get; init; } = SafeText.Message(Text);

    /// <summary>Whether it is a warning: the data is still accepted.</summary>
    public bool IsWarning { get; init; }

    /// <summary><c>file(line,column): error CODE: text</c>, or <c>warning</c> instead of <c>error</c>.</summary>
    public override string ToString() => $"{Position}: {(IsWarning ? "warning" : "error")} {Code}: {Text}";
}
