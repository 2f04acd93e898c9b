namespace TechGraph.Schema.Model;

/// <summary>Where a deal or an act stands. Which words apply to which family: <see cref="EventStatusRules"/>.</summary>
public enum EventStatus
{
    /// <summary>Deal: told, not announced.</summary>
    Rumoured,

    /// <summary>Deal: made public by a party.</summary>
    Announced,

    /// <summary>Deal: agreed in writing.</summary>
    Signed,

    /// <summary>Deal: completed.</summary>
    Closed,

    /// <summary>Deal or act: has effect.</summary>
    InForce,

    /// <summary>Deal: an authority is examining it.</summary>
    UnderReview,

    /// <summary>Deal: an authority let it through.</summary>
    Approved,

    /// <summary>Deal or act: halted for a time.</summary>
    Suspended,

    /// <summary>Deal or act: given up by those who began it.</summary>
    Withdrawn,

    /// <summary>Deal: forbidden by an authority.</summary>
    Blocked,

    /// <summary>Deal: an authority ordered it undone.</summary>
    OrderedUnwound,

    /// <summary>Deal: undone.</summary>
    Unwound,

    /// <summary>Deal: ran its course.</summary>
    Ended,

    /// <summary>Deal or act: replaced by another.</summary>
    Superseded,

    /// <summary>Act: put forward, without effect yet.</summary>
    Proposed,

    /// <summary>Act: begun, without a result yet.</summary>
    Open,

    /// <summary>Act: done.</summary>
    Concluded,

    /// <summary>Act: ended by time.</summary>
    Lapsed,
}

/// <summary>How an act ended.</summary>
public enum Outcome
{
    /// <summary>Nothing was objected to.</summary>
    Cleared,

    /// <summary>Let through with conditions.</summary>
    Conditions,

    /// <summary>Forbidden.</summary>
    Blocked,

    /// <summary>A sale was ordered.</summary>
    DivestmentOrdered,

    /// <summary>Control over a company was taken away for a time.</summary>
    ControlSuspended,
}

/// <summary>How far a deal that may be undone had been carried out.</summary>
public enum Performance
{
    /// <summary>Something has moved.</summary>
    Partly,

    /// <summary>All has moved.</summary>
    Fully,
}

/// <summary>What a deal's status means for a path (domain, rule 4).</summary>
public enum Standing
{
    /// <summary>Announced, signed, approved, under review or suspended.</summary>
    Pending,

    /// <summary>Closed or in force.</summary>
    InEffect,

    /// <summary>Ran its course, or was superseded.</summary>
    Ended,

    /// <summary>Had taken effect, and was then blocked, ordered unwound or unwound.</summary>
    Reversed,

    /// <summary>Rumoured; or withdrawn or blocked before anything took effect or moved.</summary>
    Never,
}

/// <summary>Which statuses fit which family of events, and how they are spelled in files.</summary>
public static class EventStatusRules
{
    /// <summary>Whether a deal can have this status.</summary>
    public static bool OfDeal(EventStatus status) => status is not (EventStatus.Proposed or EventStatus.Open or EventStatus.Concluded or EventStatus.Lapsed);

    /// <summary>Whether an act can have this status.</summary>
    public static bool OfAct(EventStatus status) => status is EventStatus.Proposed or EventStatus.Open or EventStatus.InForce or EventStatus.Suspended
        or EventStatus.Concluded or EventStatus.Superseded or EventStatus.Withdrawn or EventStatus.Lapsed;
}
