using System.Globalization;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Dossiers;

/// <summary>Reads the values of a dossier: names, words, dates, sums, shares.</summary>
internal sealed class ValueReader(Problems problems)
{
    /// <summary>Maximum number of characters of a name or title.</summary>
    public const int MaxName = 1000;

    public string? Name(YamlFields fields, string key, bool required = false)
    {
        var text = required ? fields.RequiredText(key) : fields.Text(key);
        if (text?.Length > MaxName)
        {
            problems.Add("DOS016", fields.PositionOf(key), $"\"{key}\" has {text.Length} characters; at most {MaxName} are allowed. Shorten it.");
            return null;
        }

        return text;
    }

    public string? Url(YamlFields fields, string key)
    {
        var text = fields.Text(key);
        if (text is null)
        {
            return null;
        }

        // The framework's parser drops tabs and line breaks; the address that is stored and shown would still have them.
        var control = text.AsSpan().IndexOfAnyInRange('\0', '\u001F') is >= 0 and var low ? low : text.AsSpan().IndexOfAnyInRange('\u007F', '\u009F');
        if (control >= 0)
        {
            problems.Add("DOS015", fields.PositionOf(key), string.Create(CultureInfo.InvariantCulture, $"The address has the control character U+{(int)text[control]:X4} as character {control + 1}. Remove it."));
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return text;
        }

        problems.Add("DOS015", fields.PositionOf(key), $"\"{text}\" is not an http or https address.");
        return null;
    }

    public T? EnumValue<T>(YamlFields fields, string key, bool required = false)
        where T : struct, Enum
    {
        var text = required ? fields.RequiredText(key) : fields.Text(key);
        if (text is null)
        {
            return null;
        }

        if (EnumText.Read<T>(text) is { } word)
        {
            return word;
        }

        problems.Add(
            "DOS008",
            fields.PositionOf(key),
            $"\"{key}\" cannot be \"{text}\".{SpellingSuggestion.Hint(text, EnumText.All<T>())} Use one of {SafeText.List(", ", EnumText.All<T>())}.");
        return null;
    }

    /// <summary>EDTF text, or <c>{edtf, not_before, not_after, basis}</c>; null if absent.</summary>
    public StatedDate? Date(YamlFields fields, string key)
    {
        switch (fields.Node(key))
        {
            case null:
                return null;
            case YamlScalar { Text: { } text } scalar:
                return ValueOrReport(PartialDate.Parse(text), scalar.Position) is { } plain ? new StatedDate(plain) : null;
            case YamlMap map:
                var parts = new YamlFields(map, problems);
                var edtf = parts.RequiredText("edtf");
                var (notBefore, notAfter, basis) = (parts.Text("not_before"), parts.Text("not_after"), parts.Text("basis"));
                parts.RefuseUnread();
                return edtf is not null && ValueOrReport(PartialDate.Parse(edtf, notBefore, notAfter), parts.PositionOf("edtf")) is { } date
                    ? new StatedDate(date, basis)
                    : null;
            case var other:
                problems.Add("YAML010", other!.Position, $"\"{key}\" must be a date or {{edtf, not_before, not_after, basis}}.");
                return null;
        }
    }

    public Money? Money(YamlMap map)
    {
        var fields = new YamlFields(map, problems);
        var before = problems.Count;
        var low = Number(fields, "amount") ?? Number(fields, "low");
        var high = Number(fields, "high");
        var qualifier = EnumValue<Qualifier>(fields, "qualifier") ?? Qualifier.Exact;
        var currency = fields.Text("currency") ?? (qualifier == Qualifier.Undisclosed ? "XXX" : fields.RequiredText("currency"));
        var measure = EnumValue<Measure>(fields, "measure", required: true);
        var (meaning, hedge) = (fields.Text("meaning"), fields.Text("hedge"));
        var period = (Date(fields, "period") ?? Date(fields, "as_of"))?.Date;
        fields.RefuseUnread();
        return currency is null || measure is null || problems.Count > before ? null
            : ValueOrReport(Core.Model.Money.Create(low, high, currency, qualifier, measure.Value), map.Position) is { } money
                ? money with { Meaning = meaning, Hedge = hedge, Period = period }
                : null;
    }

    /// <summary>A percentage, or <c>{low, high, qualifier}</c>; null if absent.</summary>
    public Share? Share(YamlFields fields, string key)
    {
        switch (fields.Node(key))
        {
            case null:
                return null;
            case YamlMap map:
                var parts = new YamlFields(map, problems);
                var low = Number(parts, "amount") ?? Number(parts, "low");
                var high = Number(parts, "high");
                var qualifier = EnumValue<Qualifier>(parts, "qualifier") ?? Qualifier.Exact;
                parts.RefuseUnread();
                if (low is null)
                {
                    problems.Add("YAML011", map.Position, "\"low\" is missing.");
                    return null;
                }

                return ValueOrReport(Core.Model.Share.Create(low.Value, high, qualifier), map.Position);
            default:
                return Number(fields, key) is { } percent ? ValueOrReport(Core.Model.Share.Create(percent, null, Qualifier.Exact), fields.PositionOf(key)) : null;
        }
    }

    public Quantity? Quantity(YamlMap map)
    {
        var fields = new YamlFields(map, problems);
        var (amount, high) = (Number(fields, "amount") ?? Number(fields, "low"), Number(fields, "high"));
        var unit = fields.RequiredText("unit");
        var qualifier = EnumValue<Qualifier>(fields, "qualifier") ?? Qualifier.Exact;
        var measure = fields.RequiredText("measure");
        var period = Date(fields, "period")?.Date;
        fields.RefuseUnread();
        if (amount is null)
        {
            problems.Add("YAML011", map.Position, "\"amount\" is missing.");
        }

        return amount is null || unit is null || measure is null ? null : new Quantity(amount.Value, high, unit, qualifier, measure, period);
    }

    private decimal? Number(YamlFields fields, string key)
    {
        var text = fields.Text(key);
        if (text is null)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        problems.Add("DOS017", fields.PositionOf(key), $"\"{text}\" is not a number. Write digits without separators, such as 2000000000.");
        return null;
    }

    private T? ValueOrReport<T>(Parsed<T> parsed, TextPosition position)
        where T : class
    {
        if (!parsed.Ok)
        {
            problems.Add(parsed.Error, position);
        }

        return parsed.Value;
    }
}
