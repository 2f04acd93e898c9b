using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>Features of the host around the endpoint: compressed bodies, policies, sign-in by cookie.</summary>
public sealed class HostTests
{
    [TestCase(100, 200)]
    [TestCase(10_000, 413)]
    public async Task The_size_of_a_compressed_body_counts_after_decompression(int padding, int status)
    {
        await using var host = await EngineHost.StartAsync(
            o => o.Limits.BodyBytes = 1_000,
            services: static s => s.AddRequestDecompression(),
            pipeline: static app => app.UseRequestDecompression());
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("""{"query":"{ hello }"}""".PadRight(padding)));
        }

        Assert.That(packed.Length, Is.LessThan(1_000));
        using var client = new HttpClient();
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await client.PostAsync(host.Address, content);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase(true, 401)]
    [TestCase(false, 200)]
    public async Task An_authorization_policy_of_the_endpoint_runs_first(bool isClosed, int status)
    {
        await using var host = await EngineHost.StartAsync(
            services: static s =>
            {
                s.AddAuthentication("test").AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, Nobody>("test", null);
                s.AddAuthorization();
            },
            pipeline: static app => app.UseAuthentication().UseAuthorization(),
            endpoint: e =>
            {
                if (isClosed)
                {
                    e.RequireAuthorization();
                }
            });
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"{host.Address}?query=%7Bhello%7D");
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase(true, 400)]
    [TestCase(false, 200)]
    public async Task If_users_sign_in_by_cookie_a_GET_needs_a_preflight_header(bool usesCookies, int status)
    {
        await using var host = await EngineHost.StartAsync(services: s =>
        {
            if (usesCookies)
            {
                s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            }
        });
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"{host.Address}?query=%7Bhello%7D");
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    private sealed class Nobody(
        Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions> options,
        Microsoft.Extensions.Logging.ILoggerFactory logger,
        System.Text.Encodings.Web.UrlEncoder encoder)
        : Microsoft.AspNetCore.Authentication.AuthenticationHandler<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<Microsoft.AspNetCore.Authentication.AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(Microsoft.AspNetCore.Authentication.AuthenticateResult.NoResult());
    }
}
