namespace TechGraph.Schema.Parsing;

/// <summary>One thing that is wrong with the data: a stable code, where, and what to do. Every code is in docs/problems.md.</summary>
public sealed record Problem(string Code, Place Place, string Text)
{
    /// <summary><c>file(line,column): error CODE: text</c>.</summary>
    public override string ToString() => $"{Place}: error {Code}: {Text}";
}
