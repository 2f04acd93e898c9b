using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Stores.DatabaseView;

/// <summary>
/// A view of the graph in the database that keeps only what was read through it. Everything is of one version: if another process writes
/// meanwhile, a query is run again, and results of two versions are never mixed.
/// </summary>
/// <remarks>
/// A query run by <see cref="AskAsync"/> is repeated: whatever it read and did not find is fetched in bulk, until nothing is missing. Its
/// result is therefore that of a view with all records. A single read outside a query waits for its own fetch.
/// </remarks>
internal sealed class DatabaseGraph : IGraphView, IMissingRecords
{
    private readonly DatabaseRead _read;
    private bool _hasMissed;

    public DatabaseGraph(DatabaseRead read, bool isCollecting = false)
    {
        (_read, IsCollecting) = (read, isCollecting);
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
    public Terms Terms => _read.Terms;

    /// <inheritdoc/>
    public GraphVersion Version => IsCollecting ? _read.Version : _read.Pin();

    /// <inheritdoc/>
    public long MaxEdges => _read.MaxEdges;

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

    private FetchedRecords Records => _read.Records;

    /// <inheritdoc/>
    public ValueTask<T> AskAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation = default) => _read.AskAsync(question, cancellation);

    /// <summary>Runs a query on the records fetched so far; false: some were missing and are now requested.</summary>
    public bool TryAnswer<T>(Func<IGraphView, T> question, out T answer)
    {
        try
        {
            answer = question(this);
        }
        catch (Exception failure) when (_hasMissed && failure is not OperationCanceledException)
        {
            // The failure may come from a record that was missing.
            answer = default!;
            return false;
        }

        if (_hasMissed)
        {
            return false;
        }

        // A caller that keeps this view fetches further records by waiting.
        IsCollecting = false;
        return true;
    }

    /// <inheritdoc/>
    public Entity? Find(EntityId id) => Find<Entity>(RecordRef.To(id));

    /// <inheritdoc/>
    public EntityId? MergedInto(EntityId id) => Records.Merged.Get(id, this);

    /// <inheritdoc/>
    public Event? Find(EventId id) => Find<Event>(RecordRef.To(id));

    /// <inheritdoc/>
    public Relation? Find(RelationId id) => Find<Relation>(RecordRef.To(id));

    /// <inheritdoc/>
    public Source? Find(SourceId id) => Find<Source>(RecordRef.To(id));

    /// <inheritdoc/>
    public Claim? Find(ClaimId id) => Find<Claim>(RecordRef.To(id));

    /// <inheritdoc/>
    public Entity? Country(string code) => Records.Countries.Get(code, this);

    /// <inheritdoc/>
    public IReadOnlyList<Claim> ClaimsAbout(RecordRef record) => Records.ClaimsAbout.Get(record, this);

    /// <inheritdoc/>
    public IReadOnlyList<Claim> ClaimsOf(SourceId source) => Records.ClaimsOf.Get(source, this);

    /// <inheritdoc/>
    public IReadOnlyList<Participation> ParticipationsOf(RecordRef record) => ParticipationsOf(record, Terms.Roles.All);

    /// <inheritdoc/>
    public IReadOnlyList<Participation> ParticipationsOf(RecordRef record, RoleSet roles, int most = int.MaxValue) =>
        Records.Participations.Get((record, roles, most), this);

    /// <inheritdoc/>
    public int CountParticipations(RecordRef record, RoleSet roles) => Records.Counts.Get((record, roles), this);

    /// <inheritdoc/>
    public IReadOnlyList<EntityId> EntitiesWhere(EntityPrefilter prefilter) => Records.Lists.Entities.Get(new(prefilter), this);

    /// <inheritdoc/>
    public int CountEntities(EntityPrefilter prefilter) => Records.Lists.EntityCounts.Get(new(prefilter), this);

    /// <inheritdoc/>
    public IReadOnlyList<EventId> EventsWhere(EventPrefilter prefilter) => Records.Lists.Events.Get(new(prefilter), this);

    /// <inheritdoc/>
    public IReadOnlyList<ClaimId> ClaimsWhere(ClaimPrefilter prefilter) => Records.Lists.Claims.Get(new(prefilter), this);

    /// <inheritdoc/>
    public IReadOnlyList<SourceId> SourceIds => Records.Lists.Sources.Get(new(""), this);

    /// <inheritdoc/>
    public DealNeighbourhood DealsBetween(DealPrefilter prefilter) => Records.Neighbourhoods.Table.Get(new(prefilter), this);

    /// <inheritdoc/>
    public IReadOnlyList<Relation> RelationsFrom(EntityId entity) => Records.RelationsFrom.Get(entity, this);

    /// <inheritdoc/>
    public IReadOnlyList<Relation> RelationsTo(EntityId entity) => Records.RelationsTo.Get(entity, this);

    /// <inheritdoc/>
    public IReadOnlyList<(Event From, string Kind)> LinksTo(EventId id) => Records.LinksTo.Get(id, this);

    void IMissingRecords.NoteMiss() => _hasMissed = true;

    void IMissingRecords.RefuseNewerVersion()
    {
        if (!IsCollecting)
        {
            _read.RefuseNewerVersion();
        }
    }

    void IMissingRecords.FetchNow(Func<CancellationToken, Task> fetch) => _read.FetchNow(fetch);

    private T? Find<T>(RecordRef reference)
        where T : class => (T?)Records.Records.Get(reference, this);

    private LazyRecordList<T> Whole<T>(RecordKind kind) => new(() => _read.Count(kind), () => [.. _read.ReadAll(kind).Cast<T>()]);
}
