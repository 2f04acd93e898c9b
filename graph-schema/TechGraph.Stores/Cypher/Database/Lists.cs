using System.Collections.Immutable;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Stores.Cypher.Database;

/// <summary>Ids of records that pass a narrowing; the narrowing is pushed into the pattern.</summary>
internal sealed class Lists
{
    private readonly Reader _reader;
    private readonly Terms _terms;
    private readonly Places _places;

    public Lists(Reader reader, Terms terms)
    {
        (_reader, _terms, _places) = (reader, terms, new Places(reader, terms));
        Entities = new((keys, cancellation) => EachAsync(keys, Entities!, FetchEntitiesAsync, cancellation), []);
        EntityCounts = new((keys, cancellation) => EachAsync(keys, EntityCounts!, CountAsync, cancellation), 0);
        Events = new((keys, cancellation) => EachAsync(keys, Events!, FetchEventsAsync, cancellation), []);
        Claims = new((keys, cancellation) => EachAsync(keys, Claims!, FetchClaimsAsync, cancellation), []);
        Sources = new((keys, cancellation) => EachAsync(keys, Sources!, FetchSourcesAsync, cancellation), []);
    }

    public Table<Asked<EntityNarrowing>, EntityId[]> Entities { get; }

    public Table<Asked<EntityNarrowing>, int> EntityCounts { get; }

    public Table<Asked<EventNarrowing>, EventId[]> Events { get; }

    public Table<Asked<ClaimNarrowing>, ClaimId[]> Claims { get; }

    public Table<Asked<string>, SourceId[]> Sources { get; }

    /// <summary>Ids of entities that pass, in ordinal order.</summary>
    public async Task<EntityId[]> FetchEntitiesAsync(EntityNarrowing narrowing, CancellationToken cancellation)
    {
        var (text, parameters) = await PatternAsync(narrowing, cancellation).ConfigureAwait(false);
        return Sorted(await _reader.RunAsync($"{text} RETURN DISTINCT n.id", cancellation, parameters).ConfigureAwait(false), id => new EntityId(id));
    }

    private async Task<int> CountAsync(EntityNarrowing narrowing, CancellationToken cancellation)
    {
        var (text, parameters) = await PatternAsync(narrowing, cancellation).ConfigureAwait(false);
        return (int)(await _reader.RunAsync($"{text} RETURN count(DISTINCT n)", cancellation, parameters).ConfigureAwait(false))[0].Get<long>(0);
    }

    private async Task<(string Text, (string, object?)[] Parameters)> PatternAsync(EntityNarrowing narrowing, CancellationToken cancellation)
    {
        var conditions = new List<string> { "n.record IS NOT NULL" };
        var parameters = new List<(string, object?)>();
        var ids = narrowing.Ids.IsEmpty ? null : narrowing.Ids.Select(id => id.Value).ToHashSet();
        if (narrowing.Place is { } place)
        {
            var there = await _places.EntitiesOfAsync(place, cancellation).ConfigureAwait(false);
            ids = ids is null ? there : [.. ids.Intersect(there)];
        }

        if (narrowing.NameKey is { } key)
        {
            var named = await NamedAsync(key, cancellation).ConfigureAwait(false);
            ids = ids is null ? named : [.. ids.Intersect(named)];
        }

        if (!narrowing.Families.IsEmpty)
        {
            conditions.Add($"({string.Join(" OR ", narrowing.Families.Distinct().Select(family => $"n:{family}"))})");
        }

        Add(!narrowing.Kinds.IsEmpty, "n.kind IN $kinds", "kinds", narrowing.Kinds);
        Add(!narrowing.Sectors.IsEmpty, "any(sector IN n.sectors WHERE sector IN $sectors)", "sectors", narrowing.Sectors);
        Add(narrowing.NamedOnly, "n.identified = $named", "named", Words.Kebab(Identified.Named));
        Add(narrowing.NamedOnly, "NOT n.kind IN $groups", "groups", _terms.Entities.Values.Where(kind => kind.IsGroup).Select(kind => kind.Name).ToList());
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

    /// <summary>Entities with a name or alias whose key holds a text, also where another dossier adds the alias.</summary>
    private async Task<HashSet<string>> NamedAsync(string key, CancellationToken cancellation)
    {
        var rows = await _reader.RunAsync(
            "MATCH (n:Entity) WHERE n.nameKeys CONTAINS $key RETURN n.id AS id UNION MATCH (n:Entity {manyNames: true}) RETURN n.id AS id "
            + "UNION MATCH (x:Extension) WHERE x.nameKeys CONTAINS $key RETURN substring(x.of, 7) AS id "
            + "UNION MATCH (x:Extension {manyNames: true}) RETURN substring(x.of, 7) AS id",
            cancellation, ("key", key)).ConfigureAwait(false);
        return [.. rows.Select(row => row.Get<string>(0))];
    }

    private async Task<EventId[]> FetchEventsAsync(EventNarrowing narrowing, CancellationToken cancellation)
    {
        var conditions = new List<string> { "n.record IS NOT NULL" };
        var parameters = new List<(string, object?)>();
        Add(!narrowing.Kinds.IsEmpty, "n.kind IN $kinds", "kinds", narrowing.Kinds.ToList());
        Add(narrowing.From is not null, "(n.latest IS NULL OR n.latest >= $from)", "from", narrowing.From);
        Add(narrowing.To is not null, "(n.earliest IS NULL OR n.earliest <= $to)", "to", narrowing.To);
        Add(!narrowing.Ids.IsEmpty, "n.id IN $ids", "ids", narrowing.Ids.Select(id => id.Value).ToList());
        Add(narrowing.Participant is not null, "p.id = $participant", "participant", narrowing.Participant?.Value);
        var pattern = narrowing.Participant is null ? "(n:Event)" : "(p:Entity)<-[]-(n:Event)";
        var rows = await _reader.RunAsync($"MATCH {pattern} WHERE {string.Join(" AND ", conditions)} RETURN DISTINCT n.id", cancellation, [.. parameters]).ConfigureAwait(false);
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

    private async Task<ClaimId[]> FetchClaimsAsync(ClaimNarrowing narrowing, CancellationToken cancellation)
    {
        var conditions = new List<string> { "n.record IS NOT NULL" };
        var parameters = new List<(string, object?)>();
        Add(!narrowing.Facts.IsEmpty, "n.fact IN $facts", "facts", narrowing.Facts.ToList());
        Add(!narrowing.Stances.IsEmpty, "n.stance IN $stances", "stances", narrowing.Stances.Select(Words.Kebab).ToList());
        Add(!narrowing.Sources.IsEmpty, "s.id IN $sources", "sources", narrowing.Sources.Select(id => id.Value).ToList());
        var pattern = narrowing.Sources.IsEmpty ? "(n:Claim)" : "(s:Source)<-[:CITES]-(n:Claim)";
        var rows = await _reader.RunAsync($"MATCH {pattern} WHERE {string.Join(" AND ", conditions)} RETURN DISTINCT n.id", cancellation, [.. parameters]).ConfigureAwait(false);
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
        Sorted(await _reader.RunAsync("MATCH (n:Source) WHERE n.record IS NOT NULL RETURN n.id", cancellation).ConfigureAwait(false), id => new SourceId(id));

    private static async Task EachAsync<T, TValue>(
        IReadOnlyList<Asked<T>> keys, Table<Asked<T>, TValue> table, Func<T, CancellationToken, Task<TValue>> fetch, CancellationToken cancellation)
        where T : notnull
    {
        foreach (var key in keys)
        {
            table.Put(key, await fetch(key.Question, cancellation).ConfigureAwait(false));
        }
    }

    private static T[] Sorted<T>(IReadOnlyList<CypherRow> rows, Func<string, T> id) =>
        [.. rows.Select(row => row.Get<string>(0)).Order(StringComparer.Ordinal).Select(id)];
}

/// <summary>A question as a key: two are the same when their texts are.</summary>
internal readonly struct Asked<T>(T question) : IEquatable<Asked<T>>
    where T : notnull
{
    private readonly string _text = question.ToString()!;

    public T Question { get; } = question;

    public bool Equals(Asked<T> other) => _text == other._text;

    public override bool Equals(object? obj) => obj is Asked<T> other && Equals(other);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);
}
