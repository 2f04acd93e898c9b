namespace TechGraph.Core.Paths;

/// <summary>Conditions on the dates of a chain (rule 2).</summary>
public sealed record TimeRule
{
    /// <summary>The test.</summary>
    public TimeMode Mode { get; init; } = TimeMode.Ordered;

    /// <summary>The day to which the query refers; null: the latest known. Required by <see cref="TimeMode.Snapshot"/>.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>First day of the window, inclusive; <see cref="TimeMode.Window"/> only; null: open.</summary>
    public DateOnly? WindowFrom { get; init; }

    /// <summary>Last day of the window, inclusive; <see cref="TimeMode.Window"/> only; null: open.</summary>
    public DateOnly? WindowTo { get; init; }

    /// <summary>Whether two hops may share a day.</summary>
    public bool TiesAllowed { get; init; } = true;

    /// <summary>True: the path must hold on every reading of all dates; false: on some reading.</summary>
    public bool Certain { get; init; }

    /// <summary>Maximum number of days between one hop and the next; null: any number.</summary>
    public int? MaxGap { get; init; }

    /// <summary>How a hop without a date counts if a date is needed.</summary>
    public UndatedRule Undated { get; init; }
}

/// <summary>The tests of dates.</summary>
public enum TimeMode
{
    /// <summary>Dates are not tested.</summary>
    Any,

    /// <summary>Every hop is in effect at <see cref="TimeRule.AsOf"/>.</summary>
    Snapshot,

    /// <summary>Every hop's date meets the window.</summary>
    Window,

    /// <summary>Each hop can have a day within its date so that no hop is before the one before it.</summary>
    Ordered,
}

/// <summary>How a hop without a date counts if a date is needed.</summary>
public enum UndatedRule
{
    /// <summary>It is not a hop. If no path is found, the answer then says UNKNOWN_COVERAGE.</summary>
    Exclude,

    /// <summary>It may be on any day.</summary>
    Wildcard,

    /// <summary>The query fails, naming the deal.</summary>
    Error,
}
