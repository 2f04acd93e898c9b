namespace TechGraph.GraphQL.Conformance.Mutation;

/// <summary>Corrupts bytes: cuts, splices, repeats, replaces and generates them.</summary>
/// <param name="random">Random number generator.</param>
/// <param name="seeds">Inputs to corrupt.</param>
/// <param name="tokens">Tokens of the tested format, which are inserted anywhere.</param>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> tokens)
{
    public byte[] Next()
    {
        if (random.Next(20) == 0)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }

        var made = new List<byte>(seeds[random.Next(seeds.Count)]);
        for (var i = random.Next(1, 6); i > 0 && made.Count > 0; i--)
        {
            var at = random.Next(made.Count);
            switch (random.Next(6))
            {
                case 0:
                    made.RemoveRange(at, made.Count - at);
                    break;
                case 1:
                    made.RemoveRange(at, Math.Min(random.Next(1, 20), made.Count - at));
                    break;
                case 2:
                    made[at] = (byte)random.Next(256);
                    break;
                case 3:
                    made.InsertRange(at, tokens[random.Next(tokens.Count)]);
                    break;
                case 4:
                    var other = seeds[random.Next(seeds.Count)];
                    made.InsertRange(at, other[random.Next(other.Length)..]);
                    break;
                default:
                    var token = tokens[random.Next(tokens.Count)];
                    var times = random.Next(50) == 0 ? 20_000 : random.Next(1, 30);
                    made.InsertRange(at, Enumerable.Repeat(token, times).SelectMany(t => t));
                    break;
            }
        }

        return [.. made];
    }
}
