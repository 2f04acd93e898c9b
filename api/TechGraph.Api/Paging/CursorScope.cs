using System.Collections;
using System.Globalization;
using System.Text;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Paging;

/// <summary>Writes the arguments of a query as text, to which its cursors are bound. Equal arguments give equal texts.</summary>
internal static class CursorScope
{
    public static string Of(string field, params ReadOnlySpan<object?> values)
    {
        var text = new StringBuilder(field);
        foreach (var value in values)
        {
            text.Append(' ');
            Write(text, value);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case InputObject input:
                text.Append('{');
                foreach (var (name, inner) in input)
                {
                    text.Append(name).Append(':');
                    Write(text, inner);
                    text.Append(' ');
                }

                text.Append('}');
                break;
            case string word:
                text.Append('"').Append(word).Append('"');
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(text, item);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
