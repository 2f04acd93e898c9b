using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.Neo4jStore;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Cypher;

/// <summary>Servers with special settings: with a certificate, and with little memory.</summary>
[Category("Neo4j")]
[NonParallelizable]
public sealed class ServerSetupTests
{
    [Test]
    public async Task The_server_certificate_is_checked()
    {
        await using var server = await DisposableNeo4j.StartAsync("--tls", "--https", "0");
        Assert.That(server.Options.Uri.Scheme, Is.EqualTo("https"));
        using (var store = new Neo4jGraph(Options.Create(server.Options), TimeProvider.System))
        {
            await store.ApplyAsync(GraphStoreContract.ManusChanges, 0);
            Assert.That((await store.ReadAsync(1)).Find(new EntityId("manus"))!.Name, Is.EqualTo("Manus"));
        }

        server.Options.CertificateFile = null;
        using var withoutCertificate = new Neo4jGraph(Options.Create(server.Options), TimeProvider.System);
        var refused = await StoreFailure.ExpectAsync(async () => await withoutCertificate.ReadAsync());
        Assert.That((refused.Code, refused.Message), Is.EqualTo(("STORE_FAILED",
            $"The server at {server.Options.Uri} has no certificate that this machine trusts. Give its root certificate in TechGraph__Neo4j__CertificateFile.")));
    }

    [Test]
    public async Task A_change_set_too_large_for_the_servers_memory_is_refused_and_nothing_of_it_is_written()
    {
        await using var server = await DisposableNeo4j.StartAsync("--set", "db.memory.transaction.max=16m");
        using var store = new Neo4jGraph(Options.Create(server.Options), TimeProvider.System);
        await store.ApplyAsync(GraphStoreContract.ManusChanges, 0);

        var refused = await StoreFailure.ExpectAsync(() => store.ApplyAsync(Many("large", 20_000), 1));
        Assert.That(refused.Code, Is.EqualTo("STORE_SLOW"), refused.Message);
        Assert.That(refused.Message, Does.Contain("memory"));
        var left = await Neo4jServer.RunAsync(server.Options, "MATCH (n:Entity) WHERE n.id STARTS WITH 'large' RETURN count(n)");
        Assert.That(left[0].Get<long>(0), Is.Zero);

        Assert.That(await store.ApplyAsync(Many("small", 200), 1), Is.EqualTo(2));
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty);
    }

    private static ChangeSet Many(string name, int count)
    {
        var id = new DossierId(name);
        return new ChangeSet("test", name, [.. Enumerable.Range(0, count).Select(n => new EntityId($"{name}{n:00000}"))
            .Select(entity => StoredRecord.Of(RecordRef.To(entity), id, new Entity(entity, "company", $"Company {entity}", id) { Note = new string('x', 500) }))], []);
    }
}
