using System.Net;
using System.Security.Cryptography;
using System.Text;
using TechGraph.GraphQL.Http;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>Stored documents: when and how requests may name them.</summary>
public sealed class StoredDocumentTests
{
    private const string Text = "# Says hello?\n{ hello }";
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    private static readonly (StoredDocumentMode Mode, string Body, string Answer)[] Cases =
    [
        (StoredDocumentMode.Allow, """{"documentId":"hello"}""", "Hello you"),
        (StoredDocumentMode.Allow, $$"""{"documentId":"sha256:{{Hash}}"}""", "Hello you"),
        (StoredDocumentMode.Allow, $$$"""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{Hash}}}" } } }""", "Hello you"),
        (StoredDocumentMode.Allow, """{"query":"{ hello(name: \"x\") }"}""", "Hello x"),
        (StoredDocumentMode.Allow, """{"documentId":"other"}""", "PERSISTED_QUERY_NOT_FOUND"),
        (StoredDocumentMode.Allow, """{"documentId":"sha256:00"}""", "BAD_REQUEST"),
        (StoredDocumentMode.Allow, """{"documentId":"a/b"}""", "BAD_REQUEST"),
        (StoredDocumentMode.Allow, """{"documentId":""}""", "BAD_REQUEST"),
        (StoredDocumentMode.Allow, """{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}}""", "BAD_REQUEST"),
        (StoredDocumentMode.Allow, $$$"""{"query":"{ hello }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{Hash}}}" } } }""", "BAD_REQUEST"),
        (StoredDocumentMode.Only, """{"documentId":"hello"}""", "Hello you"),
        (StoredDocumentMode.Only, """{"query":"{ hello }"}""", "PERSISTED_QUERY_ONLY"),
        (StoredDocumentMode.Only, """{"documentId":"other"}""", "PERSISTED_QUERY_NOT_FOUND"),
        (StoredDocumentMode.Off, """{"documentId":"hello"}""", "PERSISTED_QUERY_NOT_SUPPORTED"),
        (StoredDocumentMode.Off, """{"query":"{ hello }"}""", "Hello you"),
    ];

    private static IEnumerable<int> Indices => Enumerable.Range(0, Cases.Length);

    [TestCaseSource(nameof(Indices))]
    public async Task Each_mode_runs_its_documents(int index)
    {
        var (mode, body, answer) = Cases[index];
        await using var host = await EngineHost.StartAsync(o => o.Http.StoredDocuments = mode);
        using var client = new HttpClient();
        using var response = await client.PostAsync(host.Address, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(answer));
    }

    [Test]
    public async Task A_GET_can_name_a_stored_document()
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        Assert.That(await client.GetStringAsync($"{host.Address}?documentId=hello"), Does.Contain("Hello you"));
    }

    [TestCase("hello!", "{ hello }", "is not a valid id")]
    [TestCase("other", "{ nothing }", "Stored document \"other\"")]
    [TestCase("hello", "{ hello }", "two documents have it")]
    public async Task An_invalid_stored_document_stops_the_start(string id, string text, string why)
    {
        var refused = await Assert.ThrowsAsync<SchemaException>(() => EngineHost.StartAsync(map: m => m.Store(id, text)));
        Assert.That(refused!.Message, Does.Contain(why));
    }

    [Test]
    public async Task A_browser_gets_a_page_that_lists_them_or_the_hosts_own()
    {
        await using var plain = await EngineHost.StartAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using var page = await client.GetAsync(plain.Address);
        Assert.That(page.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("Says hello?").And.Contain("?documentId=hello"));
        await using var own = await EngineHost.StartAsync(o => o.Http.ExplorerPage = c => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(c.Response, "own"));
        Assert.That(await client.GetStringAsync(own.Address), Is.EqualTo("own"));
        await using var closed = await EngineHost.StartAsync(o => o.AllowIntrospection = false);
        using var none = await client.GetAsync(closed.Address);
        Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
