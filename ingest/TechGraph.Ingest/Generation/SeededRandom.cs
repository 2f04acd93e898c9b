namespace TechGraph.Ingest.Generation;

/// <summary>Seeded random numbers, in the shapes that made-up graphs need.</summary>
internal sealed class SeededRandom(int seed)
{
    // A seeded System.Random keeps its sequence over versions and machines.
    private readonly Random _random = new(seed);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int cases) => _random.Next(100) < cases;

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>One of a list, each as likely.</summary>
    public T Of<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    /// <summary>One of a list, early ones far more often than late ones: a few become hubs, most are seen once or twice.</summary>
    public T Skewed<T>(IReadOnlyList<T> all)
    {
        var share = _random.NextDouble();
        return all[(int)(all.Count * share * share * share)];
    }

    /// <summary>One of a list of values with weights.</summary>
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

        throw new InvalidOperationException("Weights are positive.");
    }
}
