using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Fetches ids of records that match a prefilter; the prefilter becomes part of the pattern.</summary>
internal sealed class FetchedLists
{
    private readonly QueryRunner _runner;
    private readonly Terms _terms;
    private readonly PlaceLookup _places;

    public FetchedLists(QueryRunner runner, Terms terms)
    {
        (_runner, _terms, _places) = (runner, terms, new PlaceLookup(runner, terms));
        Entities = new((keys, cancellation) => EachAsync(keys, Entities!, FetchEntitiesAsync, cancellation), []);
        EntityCounts = new((keys, cancellation) => EachAsync(keys, EntityCounts!, CountAsync, cancellation), 0);
        Events = new((keys, cancellation) => EachAsync(keys, Events!, FetchEventsAsync, cancellation), []);
        Claims = new((keys, cancellation) => EachAsync(keys, Claims!, FetchClaimsAsync, cancellation), []);
        Sources = new((keys, cancellation) => EachAsync(keys, Sources!, FetchSourcesAsync, cancellation), []);
    }

    public FetchedTable<QueryKey<EntityPrefilter>, EntityId[]> Entities { get; }

    public FetchedTable<QueryKey<EntityPrefilter>, int> EntityCounts { get; }

    public FetchedTable<QueryKey<EventPrefilter>, EventId[]> Events { get; }

    public FetchedTable<QueryKey<ClaimPrefilter>, ClaimId[]> Claims { get; }

    public FetchedTable<QueryKey<string>, SourceId[]> Sources { get; }

    /// <summary>Ids of matching entities, in ordinal order.</summary>
    public async Task<EntityId[]> FetchEntitiesAsync(EntityPrefilter prefilter, CancellationToken cancellation)
    {
        var (text, parameters) = await PatternAsync(prefilter, cancellation).ConfigureAwait(false);
        return Sorted(await _runner.RunAsync($"{text} RETURN DISTINCT n.id", cancellation, parameters).ConfigureAwait(false), id => new EntityId(id));
    }

    private async Task<int> CountAsync(EntityPrefilter prefilter, CancellationToken cancellation)
    {
        var (text, parameters) = await PatternAsync(prefilter, cancellation).ConfigureAwait(false);
        return (int)(await _runner.RunAsync($"{text} RETURN count(DISTINCT n)", cancellation, parameters).ConfigureAwait(false))[0].Get<long>(0);
    }

    private async Task<(string Text, (string, object?)[] Parameters)> PatternAsync(EntityPrefilter prefilter, CancellationToken cancellation)
    {
        var conditions = new List<string> { "n.record IS NOT NULL" };
        var parameters = new List<(string, object?)>();
        var ids = prefilter.Ids.IsEmpty ? null : prefilter.Ids.Select(id => id.Value).ToHashSet();
        if (prefilter.Place is { } place)
        {
            var there = await _places.EntitiesOfAsync(place, cancellation).ConfigureAwait(false);
            ids = ids is null ? there : [.. ids.Intersect(there)];
        }

        if (prefilter.NameKey is { } key)
        {
            var named = await NamedAsync(key, cancellation).ConfigureAwait(false);
            ids = ids is null ? named : [.. ids.Intersect(named)];
        }

        if (!prefilter.Families.IsEmpty)
        {
            conditions.Add($"({string.Join(" OR ", prefilter.Families.Distinct().Select(family => $"n:{family}"))})");
        }

        Add(!prefilter.Kinds.IsEmpty, "n.kind IN $kinds", "kinds", prefilter.Kinds);
        Add(!prefilter.Sectors.IsEmpty, "any(sector IN n.sectors WHERE sector IN $sectors)", "sectors", prefilter.Sectors);
        Add(prefilter.NamedOnly, "n.identified = $named", "named", EnumText.Kebab(IdentificationLevel.Named));
        Add(prefilter.NamedOnly, "NOT n.kind IN $groups", "groups", _terms.Entities.Values.Where(kind => kind.IsGroup).Select(kind => kind.Name).ToList());
        Add(ids is not null, "n.id = id", "ids", ids?.Order(StringComparer.Ordinal).ToList());
        return ($"{(ids is null ? "" : "UNWIND $ids AS id ")}MATCH (n:Entity) WHERE {string.Join(" AND ", conditions)}", [.. parameters]);

        void Add(bool isAsked, string condition, string name, object? value)
        {
            if (isAsked)
            {
                conditions.Add(condition);
                parameters.Add((name, value is ImmutableArray<string> list ? list.ToList() : value));
            }
        }
    }

    /// <summary>Entities with a name or alias whose key contains a text, also if another dossier adds the alias.</summary>
    private async Task<HashSet<string>> NamedAsync(string key, CancellationToken cancellation)
    {
        var rows = await _runner.RunAsync(
            "MATCH (n:Entity) WHERE n.nameKeys CONTAINS $key RETURN n.id AS id UNION MATCH (n:Entity {manyNames: true}) RETURN n.id AS id "
            + "UNION MATCH (x:Extension) WHERE x.nameKeys CONTAINS $key RETURN substring(x.of, 7) AS id "
            + "UNION MATCH (x:Extension {manyNames: true}) RETURN substring(x.of, 7) AS id",
            cancellation, ("key", key)).ConfigureAwait(false);
        return [.. rows.Select(row => row.Get<string>(0))];
    }

    private async Task<EventId[]> FetchEventsAsync(EventPrefilter prefilter, CancellationToken cancellation)
    {
        var conditions = new List<string> { "n.record IS NOT NULL" };
        var parameters = new List<(string, object?)>();
        Add(!prefilter.Kinds.IsEmpty, "n.kind IN $kinds", "kinds", prefilter.Kinds.ToList());
        Add(prefilter.From is not null, "(n.latest IS NULL OR n.latest >= $from)", "from", prefilter.From);
        Add(prefilter.To is not null, "(n.earliest IS NULL OR n.earliest <= $to)", "to", prefilter.To);
        Add(!prefilter.Ids.IsEmpty, "n.id IN $ids", "ids", prefilter.Ids.Select(id => id.Value).ToList());
        Add(prefilter.Participant is not null, "p.id = $participant", "participant", prefilter.Participant?.Value);
        var pattern = prefilter.Participant is null ? "(n:Event)" : "(p:Entity)<-[]-(n:Event)";
        var rows = await _runner.RunAsync($"MATCH {pattern} WHERE {string.Join(" AND ", conditions)} RETURN DISTINCT n.id", cancellation, [.. parameters]).ConfigureAwait(false);
        return Sorted(rows, id => new EventId(id));

        void Add(bool isAsked, string condition, string name, object? value)
        {
            if (isAsked)
            {
                conditions.Add(condition);
                parameters.Add((name, value));
            }
        }
    }

    private async Task<ClaimId[]> FetchClaimsAsync(ClaimPrefilter prefilter, CancellationToken cancellation)
    {
        var conditions = new List<string> { "n.record IS NOT NULL" };
        var parameters = new List<(string, object?)>();
        Add(!prefilter.Facts.IsEmpty, "n.fact IN $facts", "facts", prefilter.Facts.ToList());
        Add(!prefilter.Stances.IsEmpty, "n.stance IN $stances", "stances", prefilter.Stances.Select(EnumText.Kebab).ToList());
        Add(!prefilter.Sources.IsEmpty, "s.id IN $sources", "sources", prefilter.Sources.Select(id => id.Value).ToList());
        var pattern = prefilter.Sources.IsEmpty ? "(n:Claim)" : "(s:Source)<-[:CITES]-(n:Claim)";
        var rows = await _runner.RunAsync($"MATCH {pattern} WHERE {string.Join(" AND ", conditions)} RETURN DISTINCT n.id", cancellation, [.. parameters]).ConfigureAwait(false);
        return Sorted(rows, id => new ClaimId(id));

        void Add(bool isAsked, string condition, string name, object? value)
        {
            if (isAsked)
            {
                conditions.Add(condition);
                parameters.Add((name, value));
            }
        }
    }

    private async Task<SourceId[]> FetchSourcesAsync(string all, CancellationToken cancellation) =>
        Sorted(await _runner.RunAsync("MATCH (n:Source) WHERE n.record IS NOT NULL RETURN n.id", cancellation).ConfigureAwait(false), id => new SourceId(id));

    private static async Task EachAsync<T, TValue>(
        IReadOnlyList<QueryKey<T>> keys, FetchedTable<QueryKey<T>, TValue> table, Func<T, CancellationToken, Task<TValue>> fetch, CancellationToken cancellation)
        where T : notnull
    {
        foreach (var key in keys)
        {
            table.Put(key, await fetch(key.Query, cancellation).ConfigureAwait(false));
        }
    }

    private static T[] Sorted<T>(IReadOnlyList<CypherRow> rows, Func<string, T> id) =>
        [.. rows.Select(row => row.Get<string>(0)).Order(StringComparer.Ordinal).Select(id)];
}

/// <summary>A query as a dictionary key: two queries are equal if their texts are.</summary>
internal readonly struct QueryKey<T>(T question) : IEquatable<QueryKey<T>>
    where T : notnull
{
    private readonly string _text = question.ToString()!;

    public T Query { get; } = question;

    public bool Equals(QueryKey<T> other) => _text == other._text;

    public override bool Equals(object? obj) => obj is QueryKey<T> other && Equals(other);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);
}
