using System.Collections;

namespace TechGraph.Schema.Parsing;

/// <summary>Collects what is wrong, so that the reader gets the whole list at once.</summary>
public sealed class Problems : IReadOnlyCollection<Problem>
{
    private readonly List<Problem> _all = [];

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Adds one.</summary>
    public void Add(string code, TextPosition position, string text) => _all.Add(new Problem(code, position, text));

    /// <summary>Adds one that keeps nothing out.</summary>
    public void Warn(string code, TextPosition position, string text) => _all.Add(new Problem(code, position, text) { IsWarning = true });

    /// <summary>Adds what a value's own <c>Parse</c> found, at the place where the value stands.</summary>
    public void Add(ParseError error, TextPosition position) => _all.Add(new Problem(error.Code, position, error.Text));

    /// <summary>Adds one that was made elsewhere.</summary>
    public void Add(Problem problem) => _all.Add(problem);

    /// <summary>Adds those of another list.</summary>
    public void AddRange(IEnumerable<Problem> problems) => _all.AddRange(problems);

    /// <summary>By file, line and column; the order of a compiler.</summary>
    public IEnumerator<Problem> GetEnumerator() => _all
        .OrderBy(p => p.Position.File, StringComparer.Ordinal)
        .ThenBy(p => p.Position.Line)
        .ThenBy(p => p.Position.Column)
        .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
