namespace TechGraph.Ingest.Generation;

/// <summary>Seeded random choices for the generators.</summary>
internal sealed class SeededRandom(int seed)
{
    // A System.Random with a seed gives the same sequence in every version and on every machine.
    private readonly Random _random = new(seed);

    /// <summary>True in the given number of a hundred cases.</summary>
    public bool Percent(int cases) => _random.Next(100) < cases;

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both inclusive.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>An item of a list; all are equally likely.</summary>
    public T Of<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    /// <summary>An item of a list; early items are far more likely, so that a few become hubs and most occur once or twice.</summary>
    public T Skewed<T>(IReadOnlyList<T> all)
    {
        var share = _random.NextDouble();
        return all[(int)(all.Count * share * share * share)];
    }

    /// <summary>A value of a list, chosen by weight.</summary>
    public T Weighted<T>(IReadOnlyList<(T Value, int Weight)> all)
    {
        var left = _random.Next(all.Sum(pair => pair.Weight));
        foreach (var (value, weight) in all)
        {
            left -= weight;
            if (left < 0)
            {
                return value;
            }
        }

        throw new InvalidOperationException("Weights must be positive.");
    }
}
