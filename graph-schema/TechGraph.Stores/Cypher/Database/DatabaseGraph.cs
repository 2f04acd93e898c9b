using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Stores.Cypher.Database;

/// <summary>
/// One look at the graph in the database: nothing is held but what was looked at. Everything is of one version; where somebody writes
/// meanwhile, a question is asked anew, and what was answered already is not mixed with what comes after.
/// </summary>
/// <remarks>
/// A question asked by <see cref="AskAsync"/> is worked out again and again: what it looked for and was not there is fetched in bulk, until
/// it looks at nothing that is not there. So its answer is that of a view that has everything. A single look outside of it waits for its
/// own answer.
/// </remarks>
internal sealed class DatabaseGraph : IGraphView, IMisses
{
    private readonly Look _look;
    private bool _hasMissed;

    public DatabaseGraph(Look look, bool isCollecting = false)
    {
        (_look, IsCollecting) = (look, isCollecting);
        Dossiers = Whole<Dossier>(RecordKind.Dossier);
        Entities = Whole<Entity>(RecordKind.Entity);
        Events = Whole<Event>(RecordKind.Event);
        Relations = Whole<Relation>(RecordKind.Relation);
        Sources = Whole<Source>(RecordKind.Source);
        Claims = Whole<Claim>(RecordKind.Claim);
        Judgements = Whole<Judgement>(RecordKind.Judgement);
    }

    /// <inheritdoc/>
    public bool IsCollecting { get; private set; }

    /// <inheritdoc/>
    public Terms Terms => _look.Terms;

    /// <inheritdoc/>
    public GraphVersion Version => IsCollecting ? _look.Version : _look.Pin();

    /// <inheritdoc/>
    public long MostEdges => _look.MostEdges;

    /// <inheritdoc/>
    public IReadOnlyList<Dossier> Dossiers { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Entity> Entities { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Event> Events { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Relation> Relations { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Source> Sources { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Claim> Claims { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Judgement> Judgements { get; }

    private Holdings Held => _look.Holdings;

    /// <inheritdoc/>
    public ValueTask<T> AskAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation = default) => _look.AskAsync(question, cancellation);

    /// <summary>Works a question out on what is there; false: something was not, and is wanted now.</summary>
    public bool TryAnswer<T>(Func<IGraphView, T> question, out T answer)
    {
        try
        {
            answer = question(this);
        }
        catch (Exception failure) when (_hasMissed && failure is not OperationCanceledException)
        {
            // It went wrong, or went another way, for what it did not find.
            answer = default!;
            return false;
        }

        if (_hasMissed)
        {
            return false;
        }

        // Whoever keeps this view looks further by waiting.
        IsCollecting = false;
        return true;
    }

    /// <inheritdoc/>
    public Entity? Find(EntityId id) => Find<Entity>(RecordRef.To(id));

    /// <inheritdoc/>
    public EntityId? MergedInto(EntityId id) => Held.Merged.Get(id, this);

    /// <inheritdoc/>
    public Event? Find(EventId id) => Find<Event>(RecordRef.To(id));

    /// <inheritdoc/>
    public Relation? Find(RelationId id) => Find<Relation>(RecordRef.To(id));

    /// <inheritdoc/>
    public Source? Find(SourceId id) => Find<Source>(RecordRef.To(id));

    /// <inheritdoc/>
    public Claim? Find(ClaimId id) => Find<Claim>(RecordRef.To(id));

    /// <inheritdoc/>
    public Entity? Country(string code) => Held.Countries.Get(code, this);

    /// <inheritdoc/>
    public IReadOnlyList<Claim> ClaimsAbout(RecordRef record) => Held.ClaimsAbout.Get(record, this);

    /// <inheritdoc/>
    public IReadOnlyList<Claim> ClaimsOf(SourceId source) => Held.ClaimsOf.Get(source, this);

    /// <inheritdoc/>
    public IReadOnlyList<Participation> ParticipationsOf(RecordRef record) => ParticipationsOf(record, Terms.Roles.All);

    /// <inheritdoc/>
    public IReadOnlyList<Participation> ParticipationsOf(RecordRef record, RoleSet roles, int most = int.MaxValue) =>
        Held.Participations.Get((record, roles, most), this);

    /// <inheritdoc/>
    public int CountParticipations(RecordRef record, RoleSet roles) => Held.Counts.Get((record, roles), this);

    /// <inheritdoc/>
    public IReadOnlyList<EntityId> EntitiesWhere(EntityNarrowing narrowing) => Held.Lists.Entities.Get(new(narrowing), this);

    /// <inheritdoc/>
    public int CountEntities(EntityNarrowing narrowing) => Held.Lists.EntityCounts.Get(new(narrowing), this);

    /// <inheritdoc/>
    public IReadOnlyList<EventId> EventsWhere(EventNarrowing narrowing) => Held.Lists.Events.Get(new(narrowing), this);

    /// <inheritdoc/>
    public IReadOnlyList<ClaimId> ClaimsWhere(ClaimNarrowing narrowing) => Held.Lists.Claims.Get(new(narrowing), this);

    /// <inheritdoc/>
    public IReadOnlyList<SourceId> SourceIds => Held.Lists.Sources.Get(new(""), this);

    /// <inheritdoc/>
    public DealNeighbourhood DealsBetween(DealNarrowing narrowing) => Held.Walks.Table.Get(new(narrowing), this);

    /// <inheritdoc/>
    public IReadOnlyList<Relation> RelationsFrom(EntityId entity) => Held.RelationsFrom.Get(entity, this);

    /// <inheritdoc/>
    public IReadOnlyList<Relation> RelationsTo(EntityId entity) => Held.RelationsTo.Get(entity, this);

    /// <inheritdoc/>
    public IReadOnlyList<(Event From, string Kind)> LinksTo(EventId id) => Held.LinksTo.Get(id, this);

    void IMisses.Note() => _hasMissed = true;

    void IMisses.RefuseMoved()
    {
        if (!IsCollecting)
        {
            _look.RefuseMoved();
        }
    }

    void IMisses.FetchNow(Func<CancellationToken, Task> fetch) => _look.FetchNow(fetch);

    private T? Find<T>(RecordRef reference)
        where T : class => (T?)Held.Records.Get(reference, this);

    private WholeList<T> Whole<T>(RecordKind kind) => new(() => _look.Count(kind), () => [.. _look.ReadAll(kind).Cast<T>()]);
}
