using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL.Http;

/// <summary>The page for browsers if the host has no explorer: how to send a document, and the stored documents.</summary>
internal static class StoredDocumentPage
{
    public static async Task WriteAsync(HttpContext context, IReadOnlyList<StoredDocument> documents, bool canBeNamed)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>GraphQL</title></head><body>\n<h1>GraphQL</h1>\n");
        text.Append("<p>Send a document here by <code>POST</code> as <code>{\"query\": \"…\"}</code>; the schema is at <a href=\"?sdl\">?sdl</a>.</p>\n");
        if (documents.Count > 0)
        {
            text.Append("<h2>Stored documents</h2>\n");
        }

        foreach (var document in documents)
        {
            var name = HtmlEncoder.Default.Encode(document.Id);
            text.Append("<h3>").Append(canBeNamed ? $"<a href=\"?documentId={name}\">{name}</a>" : name).Append("</h3>\n");
            text.Append("<p>").Append(HtmlEncoder.Default.Encode(document.Title ?? "")).Append("</p>\n");
            text.Append("<pre>").Append(HtmlEncoder.Default.Encode(document.Text)).Append("</pre>\n");
        }

        text.Append("</body></html>\n");
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted).ConfigureAwait(false);
    }
}
