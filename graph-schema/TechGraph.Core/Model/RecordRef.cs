namespace TechGraph.Core.Model;

/// <summary>The kinds of record in a graph.</summary>
public enum RecordKind
{
    /// <summary>A dossier's id, title and subject.</summary>
    Dossier,

    /// <summary>A <see cref="Model.Source"/>.</summary>
    Source,

    /// <summary>An <see cref="Model.Entity"/>.</summary>
    Entity,

    /// <summary>An <see cref="Model.Event"/>.</summary>
    Event,

    /// <summary>A <see cref="Model.Relation"/>.</summary>
    Relation,

    /// <summary>An <see cref="Model.Extension"/>: what one dossier adds to another's record.</summary>
    Extension,

    /// <summary>A <see cref="Model.Claim"/>.</summary>
    Claim,

    /// <summary>A <see cref="Model.Judgement"/> of a person on two entities.</summary>
    Judgement,

    /// <summary>A <see cref="Model.Withdrawal"/> of an entity or a claim.</summary>
    Withdrawal,
}

/// <summary>Points at a record.</summary>
public readonly record struct RecordRef(RecordKind Kind, string Id) : IComparable<RecordRef>
{
    /// <summary>Points at an entity.</summary>
    public static RecordRef To(EntityId id) => new(RecordKind.Entity, id.Value);

    /// <summary>Points at an event.</summary>
    public static RecordRef To(EventId id) => new(RecordKind.Event, id.Value);

    /// <summary>Points at a relation.</summary>
    public static RecordRef To(RelationId id) => new(RecordKind.Relation, id.Value);

    /// <summary>Points at a source.</summary>
    public static RecordRef To(SourceId id) => new(RecordKind.Source, id.Value);

    /// <summary>Points at a claim.</summary>
    public static RecordRef To(ClaimId id) => new(RecordKind.Claim, id.Value);

    /// <summary>Reads <c>event/manus-meta-acquisition</c>; null: the text has no kind of record or no id.</summary>
    public static RecordRef? Parse(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash + 1 < text.Length && EnumText.Read<RecordKind>(text[..slash]) is { } kind
            ? new RecordRef(kind, text[(slash + 1)..])
            : null;

    /// <summary>The reference of a record.</summary>
    /// <exception cref="ArgumentException">The object is not a record.</exception>
    public static RecordRef Of(object record) => record switch
    {
        Dossier dossier => new RecordRef(RecordKind.Dossier, dossier.Id.Value),
        Source source => To(source.Id),
        Entity entity => To(entity.Id),
        Event @event => To(@event.Id),
        Relation relation => To(relation.Id),
        Extension extension => new RecordRef(RecordKind.Extension, $"{extension.Dossier}/{extension.Of}"),
        Claim claim => To(claim.Id),
        Judgement judgement => Judgement.RefOf(judgement.Entity, judgement.Other),
        Withdrawal withdrawal => Withdrawal.RefOf(withdrawal.Of),
        _ => throw new ArgumentException($"A {record.GetType().Name} is not a record.", nameof(record)),
    };

    /// <summary>By kind, then by id in ordinal order.</summary>
    public int CompareTo(RecordRef other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Id, other.Id);

    /// <summary><c>event/manus-meta-acquisition</c>.</summary>
    public override string ToString() => $"{EnumText.Kebab(Kind)}/{Id}";

    /// <summary>By kind, then by id.</summary>
    public static bool operator <(RecordRef left, RecordRef right) => left.CompareTo(right) < 0;

    /// <summary>By kind, then by id.</summary>
    public static bool operator >(RecordRef left, RecordRef right) => left.CompareTo(right) > 0;

    /// <summary>By kind, then by id.</summary>
    public static bool operator <=(RecordRef left, RecordRef right) => left.CompareTo(right) <= 0;

    /// <summary>By kind, then by id.</summary>
    public static bool operator >=(RecordRef left, RecordRef right) => left.CompareTo(right) >= 0;
}
