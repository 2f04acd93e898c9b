using Microsoft.AspNetCore.Http;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Workers;

namespace TechGraph.Ingest.Intake;

/// <summary>Reads a dossier that is sent over the network.</summary>
public static class Upload
{
    private const int LongestKey = 200;

    private static readonly HashSet<string> MediaTypes =
        new(StringComparer.OrdinalIgnoreCase) { "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml" };

    /// <summary>Creates a submission.</summary>
    /// <param name="name">File name for problems; null: the item's id is used.</param>
    /// <param name="author">The author; idempotency keys of different authors are independent.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="key">The client's idempotency key, with or without quotes; null: none.</param>
    /// <exception cref="IntakeException"><c>INTAKE_KEY_INVALID</c>.</exception>
    public static Submission Of(string? name, string author, byte[] content, string? key)
    {
        var plain = key is ['"', .. var inner, '"'] ? inner : key;
        return plain is not null && (plain.Length is 0 or > LongestKey || plain.Any(c => c is < ' ' or > '~'))
            ? throw new IntakeException("INTAKE_KEY_INVALID", $"The idempotency key is not valid. Give 1 to {LongestKey} printable ASCII characters.")
            : new Submission(IntakeOrigin.Upload, name ?? "", author, content) { IdempotencyKey = plain is null ? null : FormattableString.Invariant($"upload:{author.Length}:{author}:{plain}") };
    }

    /// <summary>Reads the bytes of a dossier from a request.</summary>
    /// <exception cref="IntakeException"><c>INTAKE_MEDIA_TYPE</c>, <c>INTAKE_TOO_LARGE</c>.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        if (!MediaTypes.Contains((request.ContentType ?? "").Split(';')[0].Trim()) || request.Headers.ContentEncoding.Count > 0)
        {
            throw new IntakeException("INTAKE_MEDIA_TYPE", "The body is not YAML, or is compressed. Send the dossier as application/yaml, not compressed.");
        }

        if (request.ContentLength > YamlReader.MaxBytes)
        {
            throw TooLarge();
        }

        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
            {
                content.Write(buffer, 0, read);
                if (content.Length > YamlReader.MaxBytes)
                {
                    throw TooLarge();
                }
            }
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }

        return content.ToArray();
    }

    private static IntakeException TooLarge() => new("INTAKE_TOO_LARGE", $"The dossier is too large; at most {YamlReader.MaxBytes} bytes are allowed. Split it.");
}
