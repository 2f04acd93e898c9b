using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace TechGraph.Tests.Fixtures;

/// <summary>The product on a port of this machine, and a Chromium that opens its page.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly ApiHost _host = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Address of the product.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The product's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts both. The test is skipped with a message if there is no Chromium or the page was not built.</summary>
    public static async Task<Browser> StartAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("TECHGRAPH_CHROMIUM") ?? Array.Find(Places, File.Exists);
        if (chromium is null)
        {
            Skip("No Chromium is here; name one in TECHGRAPH_CHROMIUM.");
        }

        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "explorer", "index.html")))
        {
            Skip("The explorer page was not built: Node 20 or its packages were not there.");
        }

        var browser = new Browser();
        browser._host.UseKestrel(0);
        browser._host.StartServer();
        browser.Address = new Uri(browser._host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        browser._playwright = await Playwright.CreateAsync();
        browser._browser = await browser._playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        return browser;
    }

    /// <summary>Opens a new page that shares nothing with other pages.</summary>
    public Task<IPage> OpenAsync(ColorScheme theme = ColorScheme.Light) =>
        _browser!.NewPageAsync(new() { BaseURL = Address.ToString(), ColorScheme = theme, ViewportSize = new() { Width = 1400, Height = 900 } });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>Skips the test, or fails it if CI requires a browser (<c>TECHGRAPH_TEST_BROWSER=required</c>).</summary>
    private static void Skip(string message)
    {
        if (Environment.GetEnvironmentVariable("TECHGRAPH_TEST_BROWSER") == "required")
        {
            Assert.Fail($"{message} TECHGRAPH_TEST_BROWSER=required promised it.");
        }

        Assert.Ignore(message);
    }
}
