using System.Collections;

namespace TechGraph.Core.Parsing;

/// <summary>Collects problems, so that the user gets the complete list.</summary>
public sealed class Problems : IReadOnlyCollection<Problem>
{
    private readonly List<Problem> _all = [];

    /// <summary>Number of problems.</summary>
    public int Count => _all.Count;

    /// <summary>Adds an error.</summary>
    public void Add(string code, TextPosition position, string text) => _all.Add(new Problem(code, position, text));

    /// <summary>Adds an error with values from the data, which are escaped and cut.</summary>
    public void Add(string code, TextPosition position, MessageText text) => Add(code, position, text.ToString());

    /// <summary>Adds a warning: the data is still accepted.</summary>
    public void Warn(string code, TextPosition position, MessageText text) => Warn(code, position, text.ToString());

    /// <summary>Adds a warning: the data is still accepted.</summary>
    public void Warn(string code, TextPosition position, string text) => _all.Add(new Problem(code, position, text) { IsWarning = true });

    /// <summary>Adds what the <c>Parse</c> method of a value found, at the position of the value.</summary>
    public void Add(ParseError error, TextPosition position) => _all.Add(new Problem(error.Code, position, error.Text));

    /// <summary>Adds a problem.</summary>
    public void Add(Problem problem) => _all.Add(problem);

    /// <summary>Adds several problems.</summary>
    public void AddRange(IEnumerable<Problem> problems) => _all.AddRange(problems);

    /// <summary>In order of file, line and column, as compilers list errors.</summary>
    public IEnumerator<Problem> GetEnumerator() => _all
        .OrderBy(p => p.Position.File, StringComparer.Ordinal)
        .ThenBy(p => p.Position.Line)
        .ThenBy(p => p.Position.Column)
        .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
