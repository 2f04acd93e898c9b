namespace TechGraph.Schema.Parsing;

/// <summary>Where in a file something stands: line and column count from 1.</summary>
public readonly record struct TextPosition(string File, int Line, int Column)
{
    /// <summary>The form compilers and editors understand: <c>file(line,column)</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}
