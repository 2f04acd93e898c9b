using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Api;

/// <summary>The intake over real HTTP: accepted dossiers are stored, and an error says why a dossier is not accepted.</summary>
public sealed class IntakeTests
{
    private IntakeHost _host = null!;

    [OneTimeSetUp]
    public void Start() => _host = new IntakeHost();

    [OneTimeTearDown]
    public void Stop() => _host.Dispose();

    [Test]
    public async Task A_dossier_is_accepted_immediately_and_stored_later()
    {
        var text = WorkerFixture.CompanyDossier("posted", "Posted");
        var response = await _host.PostAsync(text, path: "/intake?name=posted.yaml");
        var item = response.Json;
        Assert.That((response.Status, response.Headers["Location"]), Is.EqualTo((202, $"/intake/{item.Text("id")}")));
        Assert.That((item.Text("name"), item.Text("author"), item.Text("origin"), item.Text("dossier")), Is.EqualTo(("posted.yaml", "writer", "upload", "posted")));
        Assert.That(item.Text("sha256"), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
        var done = await _host.WaitUntilDoneAsync(item.Text("id")!);
        Assert.That(done.Text("state"), Is.EqualTo("stored"));
        Assert.That((await _host.DataAsync("""{ entity(id: "posted") { name } }""")).Text("entity.name"), Is.EqualTo("Posted"));
    }

    [Test]
    public async Task An_idempotency_key_gives_one_item_for_the_same_bytes_and_is_refused_for_other_bytes()
    {
        var first = await _host.PostAsync(WorkerFixture.CompanyDossier("once"), "\"a key\"");
        var again = await _host.PostAsync(WorkerFixture.CompanyDossier("once"), "\"a key\"");
        var other = await _host.PostAsync(WorkerFixture.CompanyDossier("twice"), "\"a key\"");
        Assert.That((again.Status, again.Json.Text("id")), Is.EqualTo((202, first.Json.Text("id"))));
        AssertProblem(other, 422, "INTAKE_KEY_REUSED", "This idempotency key was used with other bytes before. Use a new key for a new file.");
    }

    [Test]
    public async Task A_refused_item_keeps_its_bytes_and_problems_and_is_stored_after_it_is_corrected()
    {
        const string Broken = "dossier: broken\ntitle: Broken\nentities:\n  a: {kind: compny, name: A}\n";
        var id = (await _host.PostAsync(Broken, path: "/intake?name=broken.yaml")).Json.Text("id")!;
        var refused = await _host.WaitUntilDoneAsync(id);
        Assert.That(refused.Text("state"), Is.EqualTo("refused"));
        Assert.That(refused.Text("problems.0"), Is.EqualTo("broken.yaml(4,13): error DOS004: Kind of entity \"compny\" is unknown. Did you mean \"company\"?"));
        var content = await _host.SendAsync(HttpMethod.Get, $"/intake/{id}/content", IntakeHost.Reader);
        Assert.That((content.Type, Encoding.UTF8.GetString(content.Bytes)), Is.EqualTo(("application/yaml", Broken)));

        var retried = await _host.PostAsync(Broken.Replace("compny", "company", StringComparison.Ordinal), path: $"/intake/{id}/retry");
        Assert.That(retried.Status, Is.EqualTo(202));
        Assert.That((await _host.WaitUntilDoneAsync(id)).Text("state"), Is.EqualTo("stored"));
        AssertProblem(
            await _host.SendAsync(HttpMethod.Post, $"/intake/{id}/retry"), 409, "INTAKE_NOT_REFUSED", $"Item \"{id}\" is stored. Only a refused item can be retried.");
    }

    [Test]
    public async Task Without_a_valid_key_every_request_is_rejected()
    {
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Post, "/intake"), (HttpMethod.Get, "/intake/x"), (HttpMethod.Get, "/intake/x/content"), (HttpMethod.Post, "/intake/x/retry")])
        {
            var none = await _host.SendAsync(method, path, key: null);
            AssertProblem(none, 401, "AUTH_NOT_AUTHENTICATED", "A key is required. Send Authorization: Bearer KEY.");
            Assert.That(none.Headers["WWW-Authenticate"], Is.EqualTo("Bearer"));
            AssertProblem(await _host.SendAsync(method, path, IntakeHost.Writer + "x"), 401, "AUTH_NOT_AUTHENTICATED", "The key is not one of the configured keys.");
        }
    }

    [Test]
    public async Task A_key_allows_what_its_scopes_allow()
    {
        const string Missing = "The key does not have the required scope. The scopes are in docs/intake.md.";
        AssertProblem(await _host.PostAsync(WorkerFixture.CompanyDossier("a"), key: IntakeHost.Reader), 403, "AUTH_NOT_AUTHORIZED", Missing);
        AssertProblem(await _host.SendAsync(HttpMethod.Get, "/intake/x", IntakeHost.Nobody), 403, "AUTH_NOT_AUTHORIZED", Missing);
        AssertProblem(await _host.SendAsync(HttpMethod.Get, "/intake/x", IntakeHost.Reader), 404, "INTAKE_UNKNOWN", "There is no item \"x\".");
        AssertProblem(await _host.SendAsync(HttpMethod.Get, "/intake/x", IntakeHost.Writer), 404, "INTAKE_UNKNOWN", "There is no item \"x\".");
    }

    [Test]
    public async Task If_no_key_is_configured_writing_is_off_and_the_error_says_what_to_configure()
    {
        using var client = ApiHost.Shared.CreateClient();
        using var content = new StringContent(WorkerFixture.CompanyDossier("a"), Encoding.UTF8, "application/yaml");
        using var response = await client.PostAsync("/intake", content);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.That(((int)response.StatusCode, problem.Text("code")), Is.EqualTo((403, "INTAKE_OFF")));
        Assert.That(problem.Text("detail"), Does.Contain("TechGraph__Keys__0__Sha256").And.Contain("intake.write"));
        var refusal = await ApiHost.Shared.ErrorAsync("""mutation { submitDossier(input: {content: "x"}) { id } }""");
        Assert.That(refusal, Is.EqualTo(("INTAKE_OFF", problem.Text("detail"))));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_dossier_larger_than_8_MiB_is_refused(bool isChunked)
    {
        using var bytes = new MemoryStream(new byte[(8 * 1024 * 1024) + 1]);
        using var content = new StreamContent(bytes) { Headers = { ContentType = new("application/yaml") } };
        content.Headers.ContentLength = isChunked ? null : bytes.Length;
        var response = await _host.SendAsync(HttpMethod.Post, "/intake", content: content, headers: isChunked ? [("Transfer-Encoding", "chunked")] : []);
        AssertProblem(response, 413, "INTAKE_TOO_LARGE", "The dossier is too large; at most 8388608 bytes are allowed. Split it.");
    }

    [TestCase("text/plain")]
    [TestCase("application/json")]
    [TestCase("multipart/form-data")]
    public async Task Another_media_type_is_refused(string type) =>
        AssertProblem(await _host.PostAsync(WorkerFixture.CompanyDossier("a"), type: type), 415, "INTAKE_MEDIA_TYPE", "The body is not YAML, or is compressed. Send the dossier as application/yaml, not compressed.");

    [Test]
    public async Task An_empty_body_is_refused() =>
        AssertProblem(await _host.PostAsync(""), 400, "INTAKE_EMPTY", "The submission is empty. Send the dossier as the body.");

    [TestCase("")]
    [TestCase("\"\"")]
    public async Task An_empty_idempotency_key_is_refused(string key) =>
        AssertProblem(await _host.PostAsync(WorkerFixture.CompanyDossier("a"), key), 400, "INTAKE_KEY_INVALID", "The idempotency key is not valid. Give 1 to 200 printable ASCII characters.");

    [Test]
    public async Task A_full_intake_says_when_to_retry()
    {
        using var host = new IntakeHost(("TechGraph:Intake:MaxItems", "1"), ("TechGraph:Intake:Workers", "0"));
        Assert.That((await host.PostAsync(WorkerFixture.CompanyDossier("a"))).Status, Is.EqualTo(202));
        var full = await host.PostAsync(WorkerFixture.CompanyDossier("b"));
        AssertProblem(full, 429, "INTAKE_FULL");
        Assert.That(full.Headers["Retry-After"], Is.EqualTo("1"));
    }

    [Test]
    public async Task A_mutation_submits_a_dossier_and_a_query_shows_its_state()
    {
        const string Submit = "mutation ($input: SubmitDossierInput!) { submitDossier(input: $input) { id state author size } }";
        var input = new { content = WorkerFixture.CompanyDossier("by-graphql", "By GraphQL"), name = "by.yaml", idempotencyKey = "by-graphql" };
        var submitted = (await _host.GraphQLAsync(Submit, new { input })).At("data.submitDossier");
        Assert.That(submitted.Text("author"), Is.EqualTo("writer"));
        Assert.That((await _host.GraphQLAsync(Submit, new { input })).Text("data.submitDossier.id"), Is.EqualTo(submitted.Text("id")));
        var other = (await _host.GraphQLAsync(Submit, new { input = input with { content = "other" } })).At("errors.0");
        Assert.That(other.Text("extensions.code"), Is.EqualTo("INTAKE_KEY_REUSED"));

        await _host.WaitUntilDoneAsync(submitted.Text("id")!);
        var item = (await _host.GraphQLAsync($$"""{ intake(id: "{{submitted.Text("id")}}") { state origin name dossier sequence problemCount problems } }""", key: IntakeHost.Reader)).At("data.intake");
        Assert.That((item.Text("state"), item.Text("origin"), item.Text("name"), item.Text("dossier")), Is.EqualTo(("STORED", "UPLOAD", "by.yaml", "by-graphql")));
        Assert.That(item.At("sequence").GetInt32(), Is.Positive);
    }

    [Test]
    public async Task The_examples_in_the_documentation_run()
    {
        var examples = File.ReadAllText(Repository.Of("docs", "intake.md")).Split("```graphql").Skip(1).Select(part => part.Split("```")[0]).ToList();
        Assert.That(examples, Has.Count.EqualTo(2));
        foreach (var example in examples)
        {
            var answer = await _host.GraphQLAsync(example, new { content = WorkerFixture.CompanyDossier("example") });
            Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, () => errors.ToString());
        }
    }

    [Test]
    public async Task Items_are_paged_and_a_cursor_belongs_to_its_query()
    {
        using var host = new IntakeHost(("TechGraph:Intake:Workers", "0"));
        foreach (var name in (string[])["a", "b", "c"])
        {
            await host.PostAsync(WorkerFixture.CompanyDossier(name));
        }

        const string Ask = "query ($after: String, $state: IntakeState) { intakeItems(first: 2, after: $after, state: $state) { totalCount pageInfo { hasNextPage endCursor } nodes { dossier } } }";
        var one = (await host.GraphQLAsync(Ask)).At("data.intakeItems");
        Assert.That((one.At("totalCount").GetInt32(), one.At("pageInfo.hasNextPage").GetBoolean()), Is.EqualTo((3, true)));
        var two = (await host.GraphQLAsync(Ask, new { after = one.Text("pageInfo.endCursor") })).At("data.intakeItems");
        Assert.That(one.Each("nodes").Concat(two.Each("nodes")).Select(n => n.Text("dossier")), Is.EqualTo(["a", "b", "c"]));
        Assert.That(two.At("pageInfo.hasNextPage").GetBoolean(), Is.False);
        Assert.That((await host.GraphQLAsync(Ask, new { state = "REFUSED" })).At("data.intakeItems.totalCount").GetInt32(), Is.Zero);
        var foreign = await host.GraphQLAsync(Ask, new { after = one.Text("pageInfo.endCursor"), state = "REFUSED" });
        Assert.That(foreign.Text("errors.0.extensions.code"), Is.EqualTo("BAD_USER_INPUT"));
    }

    [TestCase(null, "AUTH_NOT_AUTHENTICATED")]
    [TestCase("wrong", "AUTH_NOT_AUTHENTICATED")]
    [TestCase(IntakeHost.Nobody, "AUTH_NOT_AUTHORIZED")]
    public async Task Protected_fields_need_a_key_and_the_others_are_still_answered(string? key, string code)
    {
        var answer = await _host.GraphQLAsync("{ graph { sequence } intakeItems { totalCount } }", key: key);
        Assert.That((answer.Text("errors.0.extensions.code"), answer.At("data.intakeItems").ValueKind), Is.EqualTo((code, JsonValueKind.Null)));
        Assert.That(answer.At("data.graph.sequence").GetInt32(), Is.Not.Negative);
        var before = (await _host.GraphQLAsync("{ intakeItems { totalCount } }")).At("data.intakeItems.totalCount").GetInt32();
        var refused = await _host.GraphQLAsync("""mutation { submitDossier(input: {content: "dossier: x"}) { id } }""", key: key);
        Assert.That(refused.Text("errors.0.extensions.code"), Is.EqualTo(code));
        Assert.That((await _host.GraphQLAsync("{ intakeItems { totalCount } }")).At("data.intakeItems.totalCount").GetInt32(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_read_only_key_cannot_submit()
    {
        var refused = await _host.GraphQLAsync("""mutation { submitDossier(input: {content: "dossier: x"}) { id } }""", key: IntakeHost.Reader);
        Assert.That(refused.Text("errors.0.extensions.code"), Is.EqualTo("AUTH_NOT_AUTHORIZED"));
    }

    [Test]
    public async Task A_mutation_by_GET_is_refused()
    {
        var response = await _host.SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("""mutation { submitDossier(input: {content: "x"}) { id } }"""));
        Assert.That(response.Status, Is.EqualTo(405));
    }

    [Test]
    public async Task A_page_of_an_allowed_origin_can_submit_and_read_errors()
    {
        const string Origin = "https://desk.example";
        using var host = new IntakeHost(("TechGraph:AllowedOrigins:0", Origin), ("TechGraph:Intake:Workers", "0"));
        var preflight = await host.SendAsync(
            HttpMethod.Options, "/intake", key: null, headers: [("Origin", Origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")]);
        Assert.That((preflight.Status, preflight.Headers.GetValueOrDefault("Access-Control-Allow-Origin")), Is.EqualTo((204, Origin)));
        var refused = await host.SendAsync(HttpMethod.Get, "/intake/x", key: null, headers: ("Origin", Origin));
        Assert.That((refused.Status, refused.Headers.GetValueOrDefault("Access-Control-Allow-Origin")), Is.EqualTo((401, Origin)));
        var foreign = await host.SendAsync(HttpMethod.Get, "/intake/x", headers: ("Origin", "https://other.example"));
        Assert.That(foreign.Headers.ContainsKey("Access-Control-Allow-Origin"), Is.False);
    }

    [Test]
    public async Task Keys_are_never_logged()
    {
        await _host.PostAsync(WorkerFixture.CompanyDossier("logged"));
        await _host.PostAsync(WorkerFixture.CompanyDossier("logged"), key: "a-wrong-key-that-is-secret");
        await _host.GraphQLAsync("{ intakeItems { totalCount } }");
        Assert.That(_host.Log, Is.Not.Empty.And.Not.Contains(IntakeHost.Writer).And.Not.Contains("a-wrong-key-that-is-secret"));
    }

    private static void AssertProblem(IntakeHost.Response response, int status, string code, string? detail = null)
    {
        Assert.That((response.Status, response.Type), Is.EqualTo((status, "application/problem+json")), () => Encoding.UTF8.GetString(response.Bytes));
        Assert.That((response.Json.At("status").GetInt32(), response.Json.Text("code"), response.Json.Text("type")), Is.EqualTo((status, code, $"urn:techgraph:problem:{code}")));
        Assert.That(response.Json.Text("detail"), detail is null ? Is.Not.Empty : Is.EqualTo(detail));
    }
}
