using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Benchmarks;

/// <summary>Measures the engine against its budgets, and the npm packages "graphql" and "mercurius" on the same work in the same run.</summary>
internal static class EngineBudgets
{
    private const string Sdl =
        "type Query { items: [Item!]! } type Item { id: Int! name: String! title: String flag: Boolean! size: Float! count: Int code: ID! note: String owner: Owner! } type Owner { id: Int! name: String! }";

    private const string Items = "{ items { id name title flag size count code note owner { id name } } }";
    private const string Smallest = "{ __typename }";

    private sealed record Owner(int Id, string Name);

    private sealed record Item(int Id, string Name, string? Title, bool Flag, double Size, int Count, string Code, string? Note, Owner Owner);

    private static readonly Item[] All =
        [.. Enumerable.Range(0, 1000).Select(i => new Item(i, $"name {i}", $"title of {i}", i % 2 == 0, i + 0.5, i * 2, $"C{i}", "a note", new Owner(i, $"owner {i}")))];

    private static readonly IServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    /// <param name="seconds">How long each measurement takes, after half of it to warm up.</param>
    public static async Task RunAsync(double seconds)
    {
        using var engine = new RequestExecutor(AddItems(new GraphQLEngineBuilder()).Build(isDevelopment: false).Executable, TimeProvider.System, NullLogger<RequestExecutor>.Instance);
        var document = Document();
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}. Documents of {Encoding.UTF8.GetByteCount(document)} bytes are prepared.");
        var ours = new Dictionary<string, double>
        {
            ["smallest"] = Measure(seconds, Asking(engine, Smallest)),
            ["items"] = Measure(seconds, Asking(engine, Items)),
            ["prepare"] = Measure(seconds, () => Prepare(engine, document)),
        };
        Console.WriteLine($"Allocated: smallest query {Allocated(Asking(engine, Smallest))} B, 1,000 objects {Allocated(Asking(engine, Items))} B.");
        var peers = await PeersAsync(document, seconds);
        Console.WriteLine("| work | this engine, µs | budget, µs | graphql, µs | ratio | mercurius with JIT, µs | ratio |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, what, budget) in new[] { ("smallest", "cached smallest query", 3), ("items", "1,000 objects, eight fields, one nested object", 1_000), ("prepare", "parse and validate", 60) })
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"| {what} | {ours[name] / 1000:0.##} | {budget} |");
            foreach (var peer in new[] { "graphql", "mercurius" })
            {
                line += peers.TryGetValue((peer, name), out var theirs)
                    ? string.Create(CultureInfo.InvariantCulture, $" {theirs / 1000:0.##} | {theirs / ours[name]:0.0} |")
                    : " – | – |";
            }

            Console.WriteLine(line);
        }

        Hostile(engine);
        Nested();
        await HttpAsync(seconds);
    }

    private static GraphQLEngineBuilder AddItems(GraphQLEngineBuilder map) => map
        .Sdl(Sdl)
        .Field("Query", "items", static (IFieldContext _) => All)
        .Field("Item", "id", static (Item i) => i.Id).Field("Item", "name", static (Item i) => i.Name).Field("Item", "title", static (Item i) => i.Title)
        .Field("Item", "flag", static (Item i) => i.Flag).Field("Item", "size", static (Item i) => i.Size).Field("Item", "count", static (Item i) => i.Count)
        .Field("Item", "code", static (Item i) => i.Code).Field("Item", "note", static (Item i) => i.Note).Field("Item", "owner", static (Item i) => i.Owner)
        .Field("Owner", "id", static (Owner o) => o.Id).Field("Owner", "name", static (Owner o) => o.Name);

    private static Action Asking(RequestExecutor engine, string text)
    {
        var request = new GraphQLRequest { Document = Encoding.UTF8.GetBytes(text), Services = NoServices };
        return () =>
        {
            using var result = engine.ExecuteAsync(request, CancellationToken.None).GetAwaiter().GetResult();
            if (result.Errors.Count > 0)
            {
                throw new InvalidOperationException(result.Errors[0].Message);
            }
        };
    }

    private static void Prepare(RequestExecutor engine, string document)
    {
        if (PreparedDocument.Prepare(engine.Executable, Encoding.UTF8.GetBytes(document)).Errors.Count > 0)
        {
            throw new InvalidOperationException("The document is not valid.");
        }
    }

    /// <summary>A valid document of about 2 KB: fragments, aliases, conditions.</summary>
    private static string Document()
    {
        var text = new StringBuilder("query Q($yes: Boolean! = true) { ");
        for (var i = 0; i < 11; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"items{i}: items {{ id ...Texts title: title flag @include(if: $yes) size ... on Item @skip(if: $yes) {{ count code note }} owner {{ ...Owned name }} other: owner {{ id n{i}: name }} }} ");
        }

        return text.Append("} fragment Texts on Item { name title note code owner { ...Owned } } fragment Owned on Owner { id name }").ToString();
    }

    private static long Allocated(Action run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>The best of 25 rounds, in nanoseconds. Other load on the machine only adds time, and short rounds avoid it.</summary>
    private static double Measure(double seconds, Action run)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began).TotalSeconds < seconds / 2;)
        {
            run();
        }

        var best = double.MaxValue;
        for (var round = 0; round < 25; round++)
        {
            var runs = 0;
            var began = Stopwatch.GetTimestamp();
            TimeSpan took;
            do
            {
                run();
                runs++;
                took = Stopwatch.GetElapsedTime(began);
            }
            while (took.TotalSeconds < seconds / 25);

            best = Math.Min(best, took.TotalNanoseconds / runs);
        }

        return best;
    }

    private static async Task<Dictionary<(string Peer, string Name), double>> PeersAsync(string document, double seconds)
    {
        var folder = Repository.Of("tests", "peers");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Console.WriteLine("The npm packages of tests/peers are not installed (npm ci --ignore-scripts there): no peers.");
            return [];
        }

        using var node = Process.Start(new ProcessStartInfo("node", "bench.mjs") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new { sdl = Sdl, items = Items, smallest = Smallest, document, seconds }));
        node.StandardInput.Close();
        var measured = new Dictionary<(string, string), double>();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            measured[(json.RootElement.GetProperty("peer").GetString()!, json.RootElement.GetProperty("name").GetString()!)] = json.RootElement.GetProperty("nanoseconds").GetDouble();
        }

        await node.WaitForExitAsync();
        return measured;
    }

    /// <summary>Documents of 64 KiB that are made to be expensive.</summary>
    private static void Hostile(RequestExecutor engine)
    {
        const int Size = 64 * 1024;
        var cases = new (string Name, string Text)[]
        {
            ("one field again and again", $"{{ items {{ {Fill("id ", Size - 20)}}} }}"),
            ("aliases", $"{{ items {{ {Fill(i => $"a{i}: id ", Size - 30)}}} }}"),
            ("selections inside each other", Fill("{a", Size)),
            ("lists inside each other", "{ a(b: " + Fill("[", Size - 10)),
            ("fragments that multiply", "{ items { ...F0 } } " + Fill(i => $"fragment F{i} on Item {{ ...F{i + 1} ...F{i + 1} }} ", Size - 60)),
            ("unknown fields", $"{{ {Fill(i => $"x{i} ", Size - 10)}}}"),
            ("variables", $"query ({Fill(i => $"$v{i}: Int ", Size - 40)}) {{ __typename }}"),
            ("directives", $"{{ __typename {Fill("@skip(if: true) ", Size - 30)}}}"),
            ("a long string", $"{{ items(a: \"{Fill("\\u00e9", Size - 30)}\") {{ id }} }}"),
            ("commas", Fill(",", Size)),
        };
        foreach (var (name, text) in cases)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var took = Measure(0.2, () =>
            {
                if (PreparedDocument.Prepare(engine.Executable, bytes).Errors.Count == 0)
                {
                    throw new InvalidOperationException($"\"{name}\" was not refused.");
                }
            });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"refuse 64 KiB of {name}: {took / 1e6:0.00} ms (budget 20 ms)"));
        }
    }

    /// <summary>
    /// 20,000 nested levels, with the size limits lifted that would refuse them. The first run counts too, because an attacker sends a
    /// document once.
    /// </summary>
    private static void Nested()
    {
        const int Depth = 20_000;
        static string Chain(string one) => string.Concat(Enumerable.Range(0, Depth).Select(i => $"fragment F{i} on Item {{ {string.Format(CultureInfo.InvariantCulture, one, i + 1)} }} ")) + $"fragment F{Depth} on Item {{ id }}";
        static string Nest(string open, string close) => string.Concat(Enumerable.Repeat(open, Depth)) + string.Concat(Enumerable.Repeat(close, Depth));
        using var engine = new RequestExecutor(
            AddItems(new GraphQLEngineBuilder())
                .Options(o => (o.Limits.DocumentBytes, o.Limits.Tokens, o.Limits.Fields) = (8 * 1024 * 1024, 1_000_000, 1_000_000))
                .Build(isDevelopment: false).Executable,
            TimeProvider.System,
            NullLogger<RequestExecutor>.Instance);
        foreach (var (name, text) in new[]
        {
            ("selections", Nest("{a", "}")), ("lists", $"{{ a(b: {Nest("[", "]")}) }}"), ("objects", $"{{ a(b: {Nest("{c:", "}")}) }}"), ("types", $"query ($v: {Nest("[", "]")}) {{ a }}"),
            ("fragments", "{ items { ...F0 } } " + Chain("...F{0}")), ("fragments that nothing spreads", "{ __typename } " + Chain("...F{0}")), ("fragments with fields", "{ items { ...F0 } } " + Chain("owner {{ ...F{0} }}")),
            ("fragments that come back to the first", "{ items { id } } " + Chain("...F{0}").Replace($"fragment F{Depth} on Item {{ id }}", $"fragment F{Depth} on Item {{ ...F0 }}", StringComparison.Ordinal)),
        })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var began = Stopwatch.GetTimestamp();
            if (PreparedDocument.Prepare(engine.Executable, bytes).Errors.Count == 0)
            {
                throw new InvalidOperationException($"\"{name}\" was not refused.");
            }

            var first = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            var best = Measure(0.4, () => PreparedDocument.Prepare(engine.Executable, bytes)) / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"refuse 20,000 {name}: {best:0.0} ms, the first time {first:0.0} ms (budget 100 ms)"));
        }
    }

    private static string Fill(string text, int size) => Fill(_ => text, size);

    private static string Fill(Func<int, string> text, int size)
    {
        var filled = new StringBuilder(size);
        for (var i = 0; filled.Length + text(i).Length <= size; i++)
        {
            filled.Append(text(i));
        }

        return filled.ToString();
    }

    /// <summary>The cost of GraphQL over HTTP in addition to an endpoint that sends the same bytes.</summary>
    private static async Task HttpAsync(double seconds)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddGraphQLEngine(map => AddItems(map));
        await using var app = builder.Build();
        app.MapTechGraphQL("/graphql");
        app.MapPost("/empty", static async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            const string Answer = "{\"data\":{\"__typename\":\"Query\"}}";
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = Answer.Length;
            await context.Response.WriteAsync(Answer);
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient();

        // In turns, so that both run under the same load.
        var (empty, graphql) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            empty = Math.Min(empty, Measure(seconds / 2, () => Post(client, $"{address}/empty")));
            graphql = Math.Min(graphql, Measure(seconds / 2, () => Post(client, $"{address}/graphql")));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"HTTP: {graphql / 1000:0.0} µs, an empty endpoint {empty / 1000:0.0} µs: {((graphql / empty) - 1) * 100:0} % above it (budget 15 %)"));
    }

    private static void Post(HttpClient client, string address)
    {
        using var content = new ByteArrayContent("{\"query\":\"{ __typename }\"}"u8.ToArray());
        content.Headers.ContentType = new("application/json");
        using var response = client.PostAsync(address, content).GetAwaiter().GetResult();
        response.EnsureSuccessStatusCode();
    }
}
