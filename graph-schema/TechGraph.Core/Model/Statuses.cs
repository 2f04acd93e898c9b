namespace TechGraph.Core.Model;

/// <summary>The status of a deal or an act. <see cref="EventStatusRules"/> says which words apply to which family.</summary>
public enum EventStatus
{
    /// <summary>Deal: reported, not announced.</summary>
    Rumoured,

    /// <summary>Deal: made public by a party.</summary>
    Announced,

    /// <summary>Deal: signed.</summary>
    Signed,

    /// <summary>Deal: completed.</summary>
    Closed,

    /// <summary>Deal or act: in force.</summary>
    InForce,

    /// <summary>Deal: an authority is examining it.</summary>
    UnderReview,

    /// <summary>Deal: an authority approved it.</summary>
    Approved,

    /// <summary>Deal or act: suspended.</summary>
    Suspended,

    /// <summary>Deal or act: abandoned by those who began it.</summary>
    Withdrawn,

    /// <summary>Deal: prohibited by an authority.</summary>
    Blocked,

    /// <summary>Deal: an authority ordered it undone.</summary>
    OrderedUnwound,

    /// <summary>Deal: undone.</summary>
    Unwound,

    /// <summary>Deal: ended as planned.</summary>
    Ended,

    /// <summary>Deal or act: replaced by another.</summary>
    Superseded,

    /// <summary>Act: proposed, not yet in effect.</summary>
    Proposed,

    /// <summary>Act: begun, not yet concluded.</summary>
    Open,

    /// <summary>Act: concluded.</summary>
    Concluded,

    /// <summary>Act: expired.</summary>
    Lapsed,
}

/// <summary>How an act ended.</summary>
public enum Outcome
{
    /// <summary>No objection.</summary>
    Cleared,

    /// <summary>Approved with conditions.</summary>
    Conditions,

    /// <summary>Prohibited.</summary>
    Blocked,

    /// <summary>A divestment was ordered.</summary>
    DivestmentOrdered,

    /// <summary>Control over a company was suspended.</summary>
    ControlSuspended,
}

/// <summary>How far a deal that may be reversed had been carried out.</summary>
public enum Performance
{
    /// <summary>Something was transferred.</summary>
    Partly,

    /// <summary>Everything was transferred.</summary>
    Fully,
}

/// <summary>What a deal's status means for a path (docs/path-queries.md, rule 4).</summary>
public enum Standing
{
    /// <summary>Announced, signed, approved, under review or suspended.</summary>
    Pending,

    /// <summary>Closed or in force.</summary>
    InEffect,

    /// <summary>Ended as planned, or superseded.</summary>
    Ended,

    /// <summary>Took effect, and was then blocked, ordered unwound or unwound.</summary>
    Reversed,

    /// <summary>Rumoured; or withdrawn or blocked before anything took effect or was transferred.</summary>
    Never,
}

/// <summary>Which statuses apply to which family of events.</summary>
public static class EventStatusRules
{
    /// <summary>Whether a deal can have this status.</summary>
    public static bool OfDeal(EventStatus status) => status is not (EventStatus.Proposed or EventStatus.Open or EventStatus.Concluded or EventStatus.Lapsed);

    /// <summary>Whether an act can have this status.</summary>
    public static bool OfAct(EventStatus status) => status is EventStatus.Proposed or EventStatus.Open or EventStatus.InForce or EventStatus.Suspended
        or EventStatus.Concluded or EventStatus.Superseded or EventStatus.Withdrawn or EventStatus.Lapsed;
}
