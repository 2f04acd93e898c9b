using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Execution;

/// <summary>Caches prepared documents and evicts the least recently used.</summary>
internal sealed class DocumentCache : IDisposable
{
    // Invalid documents are cached too, but few, because they are cheap to reject again.
    private const int MaxRefused = 200;

    // Estimated bytes of a plan for each byte of its document; a rough upper estimate.
    private const int PlanBytesPerDocumentByte = 32;

    private static readonly KeyValuePair<string, object?> Hit = new("graphql.plan.hit", true);
    private static readonly KeyValuePair<string, object?> Miss = new("graphql.plan.hit", false);

    private readonly MemoryCache _valid;
    private readonly MemoryCache _refused = new(new MemoryCacheOptions { SizeLimit = MaxRefused });
    private readonly long _minEntrySize;
    private readonly Lock _gate = new();
    private readonly Dictionary<DocumentKey, Lazy<PreparedDocument>> _pending = [];

    public DocumentCache(LimitOptions limits)
    {
        _minEntrySize = Math.Max(1, limits.CachedPlanBytes / limits.CachedPlans);
        _valid = new MemoryCache(new MemoryCacheOptions { SizeLimit = limits.CachedPlanBytes });
    }

    /// <summary>Returns the prepared document from the cache, or prepares it. Concurrent requests for one document share the work.</summary>
    public PreparedDocument Get(ReadOnlyMemory<byte> document, Func<ReadOnlyMemory<byte>, PreparedDocument> prepare)
    {
        var key = DocumentKey.Of(document.Span);
        if (_valid.TryGetValue(key, out PreparedDocument? known) || _refused.TryGetValue(key, out known))
        {
            Telemetry.Plans.Add(1, Hit);
            return known!;
        }

        Telemetry.Plans.Add(1, Miss);

        Lazy<PreparedDocument>? pending;
        lock (_gate)
        {
            if (!_pending.TryGetValue(key, out pending))
            {
                // The caller reuses its buffer after the request.
                var copy = document.ToArray();
                _pending[key] = pending = new Lazy<PreparedDocument>(() => prepare(copy));
            }
        }

        try
        {
            var prepared = pending.Value;
            Add(key, prepared, document.Length);
            return prepared;
        }
        finally
        {
            lock (_gate)
            {
                _pending.Remove(key);
            }
        }
    }

    public void Dispose()
    {
        _valid.Dispose();
        _refused.Dispose();
    }

    private void Add(DocumentKey key, PreparedDocument prepared, int length)
    {
        if (prepared.Errors.Count == 0)
        {
            _valid.Set(key, prepared, new MemoryCacheEntryOptions { Size = Math.Max(_minEntrySize, (long)length * PlanBytesPerDocumentByte) });
        }
        else
        {
            _refused.Set(key, prepared, new MemoryCacheEntryOptions { Size = 1 });
        }
    }

    /// <summary>SHA-256 of a document, so that no two documents share a plan.</summary>
    private readonly record struct DocumentKey(UInt128 High, UInt128 Low)
    {
        public static DocumentKey Of(ReadOnlySpan<byte> document)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(document, hash);
            return new DocumentKey(
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash),
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
