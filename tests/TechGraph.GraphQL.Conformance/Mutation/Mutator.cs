using System.Text;

namespace TechGraph.GraphQL.Conformance.Mutation;

/// <summary>Spoils bytes: cuts, splices, repeats, replaces, and makes some of nothing.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> seeds)
{
    private static readonly byte[][] Tokens =
    [
        .. new[] { "{", "}", "(", ")", "[", "]", "...", "\"", "\"\"\"", "\\u", "\\ud800", "$", "@", "!", ":", "=", "|", "&", "#", "\r", "\0", "query", "fragment", "on", "null", "1e", "-", "é", "\uFEFF", "999999999999999999999", "type", "extend", "schema", ",", "Content-Length: ", "%00", "documentId", "variables" }
            .Select(Encoding.UTF8.GetBytes),
    ];

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
                    made.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 4:
                    var other = seeds[random.Next(seeds.Count)];
                    made.InsertRange(at, other[random.Next(other.Length)..]);
                    break;
                default:
                    var token = Tokens[random.Next(Tokens.Length)];
                    var times = random.Next(50) == 0 ? 20_000 : random.Next(1, 30);
                    made.InsertRange(at, Enumerable.Repeat(token, times).SelectMany(t => t));
                    break;
            }
        }

        return [.. made];
    }
}
