using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Writes JSON as UTF-8 into a pooled buffer, which can be rolled back to an earlier length.</summary>
/// <remarks>Not thread-safe: each segment of a response has its own writer.</remarks>
internal sealed class ResultWriter : ILeafWriter, IDisposable
{
    private const int FirstSize = 512;

    // Responses have a JSON media type and are never embedded in HTML, so only characters that JSON requires are escaped.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly int _max;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);

    /// <param name="max">Maximum number of bytes.</param>
    public ResultWriter(int max) => _max = max;

    /// <summary>Number of bytes written.</summary>
    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>Discards everything after a length.</summary>
    public void Rollback(int length) => Length = length;

    public void WriteRaw(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    public void WriteRaw(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_buffer.AsSpan(Length));
        Length += utf8.Length;
    }

    public void WriteNull() => WriteRaw("null"u8);

    public void WriteString(ReadOnlySpan<char> value)
    {
        WriteRaw((byte)'"');
        while (!value.IsEmpty)
        {
            var plain = PlainLength(value);
            if (plain > 0)
            {
                WriteUtf8(value[..plain]);
                value = value[plain..];
                continue;
            }

            value = value[WriteEscaped(value)..];
        }

        WriteRaw((byte)'"');
    }

    public void WriteString(ReadOnlySpan<byte> utf8) => WriteString(Encoding.UTF8.GetString(utf8));

    public void WriteNumber(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(Length), out var written);
        Length += written;
    }

    public void WriteNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new FormatException("JSON cannot represent a number that is not finite.");
        }

        Reserve(32);
        value.TryFormat(_buffer.AsSpan(Length), out var written, "R", System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    public void WriteNumber(decimal value)
    {
        Reserve(32);
        value.TryFormat(_buffer.AsSpan(Length), out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    public void WriteJson(JsonElement value) => WriteRaw(JsonSerializer.SerializeToUtf8Bytes(value));

    /// <summary>Appends the content of another writer.</summary>
    public void Append(ResultWriter other) => WriteRaw(other._buffer.AsSpan(0, other.Length));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Length = 0;
    }

    /// <summary>Returns how many characters from the start need no escape. It stops at any surrogate.</summary>
    private static int PlainLength(ReadOnlySpan<char> value)
    {
        var index = value.IndexOfAnyInRange('\0', '\x1f');
        var plain = index < 0 ? value : value[..index];
        index = plain.IndexOfAny('"', '\\');
        plain = index < 0 ? plain : plain[..index];
        index = plain.IndexOfAnyInRange('\ud800', '\udfff');
        return index < 0 ? plain.Length : index;
    }

    private void WriteUtf8(ReadOnlySpan<char> value)
    {
        Reserve(value.Length * 3);
        Utf8.FromUtf16(value, _buffer.AsSpan(Length), out _, out var written);
        Length += written;
    }

    /// <summary>Writes one character that is not plain; returns how many UTF-16 units it consumed.</summary>
    private int WriteEscaped(ReadOnlySpan<char> value)
    {
        if (char.IsSurrogate(value[0]))
        {
            Rune.DecodeFromUtf16(value, out var rune, out var taken);
            Reserve(4);
            Length += rune.EncodeToUtf8(_buffer.AsSpan(Length));
            return taken;
        }

        Span<char> escaped = stackalloc char[12];
        Encoder.Encode(value[..1], escaped, out _, out var count);
        WriteUtf8(escaped[..count]);
        return 1;
    }

    private void Reserve(int count)
    {
        if (Length + (long)count <= _buffer.Length)
        {
            return;
        }

        // A reservation may be larger than what is written, so the limit applies to the bytes written so far.
        if (Length > _max)
        {
            throw new ResponseTooLargeException();
        }

        var bigger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Length + count));
        _buffer.AsSpan(0, Length).CopyTo(bigger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = bigger;
    }
}

/// <summary>The response exceeds the limit of bytes.</summary>
#pragma warning disable CA1032, CA1064 // It never leaves the engine.
internal sealed class ResponseTooLargeException : Exception;
#pragma warning restore CA1032, CA1064
