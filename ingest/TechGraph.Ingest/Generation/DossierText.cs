using System.Globalization;
using System.Text;

namespace TechGraph.Ingest.Generation;

/// <summary>Writes a dossier line by line.</summary>
internal sealed class DossierText
{
    private readonly StringBuilder _text = new();

    public DossierText(string id, string title) => Line(0, $"dossier: {id}").Line(0, $"title: {title}");

    public DossierText Section(string name) => Line(0, "").Line(0, $"{name}:");

    public DossierText Line(int indent, FormattableString text) => Line(indent, text.ToString(CultureInfo.InvariantCulture));

    public DossierText Line(int indent, string text)
    {
        _text.Append(' ', text.Length == 0 ? 0 : indent * 2).Append(text).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();
}
