namespace TechGraph.Core.Vocabulary;

/// <summary>A kind of entity, from <c>vocabulary/entities</c>.</summary>
/// <param name="Name">Its name in files: <c>company</c>.</param>
/// <param name="Family">Its family; never event or relation.</param>
/// <param name="Label">Its display name.</param>
/// <param name="Description">One sentence.</param>
public sealed record EntityKind(string Name, Family Family, string Label, string Description)
{
    /// <summary>Whether a <c>paths</c> query may pass through it; otherwise it can only be an end, unless <c>via</c> names it.</summary>
    public bool Crossed { get; init; } = true;

    /// <summary>Whether it is a class of organizations that a source names as one.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Whether a technology of this kind can be carried. A field says what a thing is about and cannot be transferred.</summary>
    public bool Travels { get; init; } = true;
}

/// <summary>A kind of relation, from <c>vocabulary/relations</c>.</summary>
/// <param name="Name">Its name in files: <c>owned_by</c>.</param>
/// <param name="Label">Seen from the first end: "owned by".</param>
/// <param name="Inverse">Seen from the second end: "owner of".</param>
/// <param name="Description">One sentence.</param>
public sealed record RelationKind(string Name, string Label, string Inverse, string Description)
{
    /// <summary>Families allowed at the first end.</summary>
    public required IReadOnlySet<Family> From { get; init; }

    /// <summary>Families allowed at the second end.</summary>
    public required IReadOnlySet<Family> To { get; init; }

    /// <summary>Whether it has a percentage.</summary>
    public bool HasShare { get; init; }
}
