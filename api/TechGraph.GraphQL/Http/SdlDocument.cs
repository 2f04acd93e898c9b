using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TechGraph.GraphQL.Http;

/// <summary>Serves the schema as SDL, with an ETag.</summary>
internal sealed class SdlDocument(string text)
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);
    private readonly string _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"";

    public async Task WriteAsync(HttpContext context, bool isAllowed)
    {
        if (!isAllowed)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.ETag = _tag;
        if (context.Request.Headers[HeaderNames.IfNoneMatch].ToString().Contains(_tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.Body.WriteAsync(_bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
