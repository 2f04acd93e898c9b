using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace TechGraph.Tests.Explorer;

/// <summary>The analysts' page in a real browser.</summary>
[Category("Browser")]
[NonParallelizable]
public sealed class ExplorerTests
{
    private const string Response = ".graphiql-response .view-lines";

    private readonly ConcurrentQueue<string> _foreignRequests = [];
    private readonly ConcurrentQueue<string> _consoleErrors = [];
    private Browser _browser = null!;
    private IPage _page = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _browser = await Browser.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    [SetUp]
    public async Task OpenAsync() => _page = await OpenAsync(ColorScheme.Light);

    [TearDown]
    public async Task CloseAsync()
    {
        if (_page is not null)
        {
            await _page.CloseAsync();
        }
    }

    [Test]
    public async Task The_page_loads_only_from_this_host_without_errors_and_offers_the_recipes()
    {
        await Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Which Chinese-origin IP has reached US acquirers" }).First).ToBeVisibleAsync();
        await Expect(_page.Locator(".graphiql-query-editor .view-lines")).ToContainTextAsync("dealPaths");
        Assert.That((_foreignRequests, _consoleErrors), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public async Task The_standing_question_runs_and_shows_Manus_and_Meta()
    {
        await RunAsync();
        await Expect(_page.Locator(Response)).ToContainTextAsync("Manus");
        await Expect(_page.Locator(Response)).ToContainTextAsync("Meta");
        if (Environment.GetEnvironmentVariable("TECHGRAPH_SCREENSHOT") is { Length: > 0 } file)
        {
            await _page.ScreenshotAsync(new() { Path = file });
        }

        Assert.That((_foreignRequests, _consoleErrors), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public async Task A_recipe_opens_in_a_new_tab()
    {
        await _page.GetByRole(AriaRole.Button, new() { Name = "Where was a company based on a day" }).ClickAsync();
        await Expect(_page.Locator(".graphiql-query-editor .view-lines")).ToContainTextAsync("basedIn");
        await RunAsync();
        await Expect(_page.Locator(Response)).ToContainTextAsync("\"basedIn\": {");
    }

    [Test]
    public async Task Completion_offers_the_fields_of_the_schema()
    {
        await WriteAsync("{ dealP");
        await _page.Keyboard.PressAsync("Control+Space");
        await Expect(_page.Locator(".suggest-widget").First).ToContainTextAsync("dealPaths");
    }

    [Test]
    public async Task A_mistake_is_marked_in_the_editor_and_reported_when_the_query_runs()
    {
        await WriteAsync("{ graph { nothing } }");
        await Expect(_page.Locator(".graphiql-query-editor .squiggly-error").First).ToBeVisibleAsync();
        await RunAsync();
        await Expect(_page.Locator(Response)).ToContainTextAsync("nothing");
        await Expect(_page.Locator(Response)).ToContainTextAsync("errors");
    }

    [Test]
    public async Task A_subscription_shows_changes_as_they_happen()
    {
        await WriteAsync("subscription { graphChanged { reason putCount records(first: 1) { id } } }");
        await RunAsync();
        await Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToBeVisibleAsync();
        var id = new DossierId("shown-live");
        var (store, writer) = (_browser.Services.GetRequiredService<IGraphStore>(), _browser.Services.GetRequiredService<IGraphWriter>());

        // The subscription delivers only changes after its start, and the page does not show when it has started.
        for (var n = 0; n < 20 && !(await _page.Locator(Response).InnerTextAsync()).Contains("shown-live", StringComparison.Ordinal); n++)
        {
            var record = StoredRecord.Of(new RecordRef(RecordKind.Dossier, id.Value), id, new Dossier(id, $"Shown live {n}"));
            await writer.ApplyAsync(new ChangeSet("test", $"load {n}", [record], []), (await store.ReadAsync()).Version.Sequence);
            await _page.WaitForTimeoutAsync(500);
        }

        await Expect(_page.Locator(Response)).ToContainTextAsync("shown-live");
    }

    [Test]
    public async Task The_descriptions_of_the_schema_are_shown()
    {
        await _page.GetByRole(AriaRole.Button, new() { Name = "Show Documentation Explorer" }).ClickAsync();
        await _page.GetByRole(AriaRole.Link, new() { Name = "Query", Exact = true }).Or(_page.Locator(".graphiql-doc-explorer-type-name", new() { HasText = "Query" })).First.ClickAsync();
        await Expect(_page.Locator(".graphiql-doc-explorer")).ToContainTextAsync("Finds the chains of deals along which a flow runs");
    }

    [Test]
    public async Task The_page_is_dark_if_the_system_theme_is_dark()
    {
        await _page.CloseAsync();
        _page = await OpenAsync(ColorScheme.Dark);
        var brightness = await _page.EvaluateAsync<int>(
            "getComputedStyle(document.querySelector('.graphiql-container')).backgroundColor.match(/[0-9.]+/g).slice(0, 3).reduce((sum, part) => sum + Math.round(+part), 0)");
        Assert.That(brightness, Is.LessThan(3 * 96));
    }

    private async Task<IPage> OpenAsync(ColorScheme theme)
    {
        _foreignRequests.Clear();
        _consoleErrors.Clear();
        var page = await _browser.OpenAsync(theme);
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is not ("data" or "blob") && address.Authority != _browser.Address.Authority)
            {
                _foreignRequests.Enqueue(request.Url);
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _consoleErrors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, failure) => _consoleErrors.Enqueue(failure);
        await page.GotoAsync("/graphql");
        await Expect(page.Locator(".graphiql-query-editor .view-lines")).ToContainTextAsync("dealPaths", new() { Timeout = 60_000 });
        return page;
    }

    private async Task WriteAsync(string text)
    {
        await _page.Locator(".graphiql-query-editor .view-lines").First.ClickAsync();
        await _page.Keyboard.PressAsync("Control+A");
        await _page.Keyboard.InsertTextAsync(text);

        // The editor adds closing braces automatically.
        await _page.Keyboard.PressAsync("Control+Shift+End");
        await _page.Keyboard.PressAsync("Delete");
    }

    private Task RunAsync() => _page.Locator(".graphiql-execute-button").ClickAsync();
}
