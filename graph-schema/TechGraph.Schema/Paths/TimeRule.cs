namespace TechGraph.Schema.Paths;

/// <summary>How dates bear on a chain (rule 2).</summary>
public sealed record TimeRule
{
    /// <summary>The test.</summary>
    public TimeMode Mode { get; init; } = TimeMode.Ordered;

    /// <summary>Valid time of the question; null: the latest known. Needed by <see cref="TimeMode.Snapshot"/>.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>First day of the window, inclusive; <see cref="TimeMode.Window"/> only; null: open.</summary>
    public DateOnly? WindowFrom { get; init; }

    /// <summary>Last day of the window, inclusive; <see cref="TimeMode.Window"/> only; null: open.</summary>
    public DateOnly? WindowTo { get; init; }

    /// <summary>Whether two hops may share a day.</summary>
    public bool TiesAllowed { get; init; } = true;

    /// <summary>Whether every reading of all dates must pass, or some reading.</summary>
    public bool Certain { get; init; }

    /// <summary>Most days between one hop and the next; null: any number.</summary>
    public int? MaxGap { get; init; }

    /// <summary>What becomes of a hop without a date where one is needed.</summary>
    public UndatedRule Undated { get; init; }
}

/// <summary>Which test of dates.</summary>
public enum TimeMode
{
    /// <summary>None.</summary>
    Any,

    /// <summary>Every hop is in effect at <see cref="TimeRule.AsOf"/>.</summary>
    Snapshot,

    /// <summary>Every hop's date meets the window.</summary>
    Window,

    /// <summary>The hops can be put on days that never run backwards.</summary>
    Ordered,
}

/// <summary>What becomes of a hop without a date where one is needed.</summary>
public enum UndatedRule
{
    /// <summary>It is no hop; an answer without a path then says that coverage is unknown.</summary>
    Exclude,

    /// <summary>It may be on any day.</summary>
    Wildcard,

    /// <summary>The query fails, naming the deal.</summary>
    Error,
}
