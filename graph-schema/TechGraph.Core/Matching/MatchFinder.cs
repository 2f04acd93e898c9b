using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Core.Matching;

/// <summary>Finds pairs of entities for each match reason by a shared key, without comparing every pair. A pair may be returned more than once.</summary>
internal static class MatchFinder
{
    /// <summary>If more entities than this share a key, each is paired only with the first: every entity is reported, but not every pair.</summary>
    private const int MaxAlike = 20;

    /// <summary>Shorter names have too many similar names.</summary>
    private const int MinLetters = 5;

    /// <summary>Strongest first.</summary>
    public static readonly IReadOnlyList<Func<IReadOnlyList<Entity>, IEnumerable<Pair>>> All = [ByExternalId, ByName, ByLook, BySpelling, ByWords];

    private static IEnumerable<Pair> ByExternalId(IReadOnlyList<Entity> entities) => Shared(
        entities.SelectMany(entity => entity.ExternalIds.Select(id => (entity, $"{id.Key} {id.Value}"))),
        MatchReason.ExternalId,
        (_, key) => $"both have {key}");

    private static IEnumerable<Pair> ByName(IReadOnlyList<Entity> entities) => Shared(
        Keys(entities).Select(key => (key.Entity, key.Key)),
        MatchReason.Name,
        (pair, key) => $"{NameFor(pair.Item1, key)} and {NameFor(pair.Item2, key)} are the same name");

    private static IEnumerable<Pair> ByLook(IReadOnlyList<Entity> entities) => Shared(
        entities.SelectMany(entity => Names(entity).Select(name => (entity, NameKey.Of(NameConfusables.Plain(name)))).Where(pair => pair.Item2.Length > 0).Distinct()),
        MatchReason.Lookalike,
        (pair, key) => string.Join(
            "; ",
            Names(pair.Item1).Concat(Names(pair.Item2)).Where(name => NameKey.Of(NameConfusables.Plain(name)) == key && NameConfusables.Suspicion(name) is not null)
                .Distinct().Select(name => $"\"{name}\" {NameConfusables.Suspicion(name)}").DefaultIfEmpty("names look the same")));

    /// <summary>Names within one edit of each other share a form with one letter left out. Names with different numbers are different things.</summary>
    private static IEnumerable<Pair> BySpelling(IReadOnlyList<Entity> entities)
    {
        var forms = new Dictionary<string, List<NamedKey>>(StringComparer.Ordinal);
        foreach (var key in Keys(entities).Where(key => key.Key.Length >= MinLetters))
        {
            foreach (var form in Forms(key.Key))
            {
                (forms.TryGetValue(form, out var same) ? same : forms[form] = []).Add(key);
            }
        }

        return from same in forms.Values
               from pair in Near(same)
               where pair.Item1.Entity != pair.Item2.Entity && EditDistance.IsAtMostOne(pair.Item1.Key, pair.Item2.Key)
               select new Pair(
                   pair.Item1.Entity, pair.Item2.Entity, MatchReason.Spelling, $"\"{NameFor(pair.Item1)}\" and \"{NameFor(pair.Item2)}\" differ by one letter");
    }

    /// <summary>If several entities share a name, the first stands for them; the others are already paired with it by name.</summary>
    private static IEnumerable<Pair> ByWords(IReadOnlyList<Entity> entities)
    {
        var keys = Keys(entities).ToLookup(key => key.Key, StringComparer.Ordinal);
        var sorted = keys.SelectMany(same => same).ToLookup(key => Sorted(key.Key), StringComparer.Ordinal);
        foreach (var longer in keys.SelectMany(same => same))
        {
            for (var end = longer.Key.LastIndexOf(' '); end > 0; end = longer.Key.LastIndexOf(' ', end - 1))
            {
                foreach (var shorter in keys[longer.Key[..end]].Take(1))
                {
                    yield return new Pair(shorter.Entity, longer.Entity, MatchReason.Words, $"\"{NameFor(longer)}\" begins with \"{NameFor(shorter)}\"");
                }
            }

            foreach (var other in sorted[Sorted(longer.Key)].Where(other => other.Key != longer.Key).Take(1))
            {
                yield return new Pair(longer.Entity, other.Entity, MatchReason.Words, $"\"{NameFor(longer)}\" and \"{NameFor(other)}\" have the same words");
            }
        }
    }

    private static IEnumerable<Pair> Shared(IEnumerable<(Entity Entity, string Key)> keys, MatchReason reason, Func<(Entity, Entity), string, string> explanation) =>
        from same in keys.GroupBy(pair => pair.Key, pair => pair.Entity, StringComparer.Ordinal)
        let alike = same.Distinct().ToList()
        from pair in Pairs(alike)
        select new Pair(pair.Item1, pair.Item2, reason, explanation(pair, same.Key));

    private static IEnumerable<(T, T)> Pairs<T>(IReadOnlyList<T> all) =>
        all.Count <= MaxAlike ? all.SelectMany((one, index) => all.Skip(index + 1).Select(other => (one, other))) : all.Skip(1).Select(other => (all[0], other));

    /// <summary>Pairs each key with the keys that follow it in order, up to the limit.</summary>
    private static IEnumerable<(NamedKey, NamedKey)> Near(IEnumerable<NamedKey> keys)
    {
        var sorted = keys.OrderBy(key => key.Key, StringComparer.Ordinal).ThenBy(key => key.Entity.Id).ToList();
        return sorted.SelectMany((one, index) => sorted.Skip(index + 1).Take(MaxAlike).Select(other => one.Entity.Id < other.Entity.Id ? (one, other) : (other, one)));
    }

    private static IEnumerable<string> Names(Entity entity) => entity.Aliases.Select(alias => alias.Name).Prepend(entity.Name);

    private static IEnumerable<NamedKey> Keys(IEnumerable<Entity> entities) =>
        entities.SelectMany(entity => EntityPrefilter.NameKeysOf(entity).Where(key => key.Length > 0).Distinct().Select(key => new NamedKey(entity, key)));

    private static IEnumerable<string> Forms(string key) =>
        Enumerable.Range(0, key.Length).Where(index => !char.IsAsciiDigit(key[index])).Select(index => key.Remove(index, 1)).Append(key).Distinct();

    private static string Sorted(string key) => string.Join(' ', key.Split(' ').Order(StringComparer.Ordinal));

    private static string NameFor(NamedKey key) => Names(key.Entity).First(name => NameKey.Of(name) == key.Key);

    private static string NameFor(Entity entity, string key) => $"\"{NameFor(new NamedKey(entity, key))}\"";

    private readonly record struct NamedKey(Entity Entity, string Key);

    internal readonly record struct Pair(Entity One, Entity Other, MatchReason Reason, string Explanation);
}
