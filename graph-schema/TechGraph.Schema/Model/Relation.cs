namespace TechGraph.Schema.Model;

/// <summary>A standing fact: from one entity to another, over an interval that its claims give.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="Kind">A kind of the vocabulary, such as <c>owned_by</c>.</param>
/// <param name="From">Of whom it is said.</param>
/// <param name="To">The other end.</param>
/// <param name="Dossier">The dossier that defines it.</param>
public sealed record Relation(RelationId Id, string Kind, EntityId From, EntityId To, DossierId Dossier)
{
    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>Why it is no longer stood by, with the entity at one of its ends; null: it is.</summary>
    public Withdrawn? Withdrawn { get; init; }
}
