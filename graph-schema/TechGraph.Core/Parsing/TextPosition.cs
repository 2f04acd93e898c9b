namespace TechGraph.Core.Parsing;

/// <summary>A position in a text file. Line and column count from 1.</summary>
public readonly record struct TextPosition(string File, int Line, int Column)
{
    /// <summary>The form that compilers and editors understand: <c>file(line,column)</c>.</summary>
    public override string ToString() => $"{SafeText.Value(File)}({Line},{Column})";
}
