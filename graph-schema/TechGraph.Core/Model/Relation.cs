namespace TechGraph.Core.Model;

/// <summary>A relation from one entity to another, over an interval that its claims give.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="Kind">A kind of the vocabulary, such as <c>owned_by</c>.</param>
/// <param name="From">The entity that the relation is about.</param>
/// <param name="To">The other end.</param>
/// <param name="Dossier">The dossier that defines it.</param>
public sealed record Relation(RelationId Id, string Kind, EntityId From, EntityId To, DossierId Dossier)
{
    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>Why it was withdrawn together with the entity at one of its ends; null: it was not.</summary>
    public Withdrawn? Withdrawn { get; init; }
}
