using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TechGraph.Core.Parsing;

/// <summary>
/// Reads YAML strictly into <see cref="YamlNode"/>s: one document, plain data only. Depth, size and features are limited while reading,
/// before any node is created, so that no file can exhaust the process.
/// </summary>
public static class YamlReader
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Deepest nesting of lists and mappings.</summary>
    public const int MaxDepth = 32;

    // Next line, line separator, paragraph separator.
    private static readonly SearchValues<char> UnicodeLineBreaks = SearchValues.Create("\u0085\u2028\u2029");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The root mapping of the file; null if the file is wrong, with the reason added to <paramref name="problems"/> (YAML001 to YAML009).</summary>
    public static YamlMap? Read(ReadOnlySpan<byte> bytes, string file, Problems problems)
    {
        var start = new TextPosition(file, 1, 1);
        if (bytes.Length > MaxBytes)
        {
            problems.Add("YAML002", start, $"The file has {bytes.Length} bytes; at most {MaxBytes} are allowed. Split it.");
            return null;
        }

        if (Decode(bytes, start, problems) is not { } text)
        {
            return null;
        }

        var reader = new NodeReader(text, file, problems);
        try
        {
            return reader.Root();
        }
        catch (YamlException error)
        {
            var position = new TextPosition(file, (int)Math.Max(1, error.Start.Line), (int)Math.Max(1, error.Start.Column));
            problems.Add("YAML001", position, $"This is not valid YAML: {OneLine(error.Message)}");
            return null;
        }
        catch (Refused)
        {
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            // The library throws other exceptions for some broken files.
            problems.Add("YAML001", reader.Reached, "This is not valid YAML, here or a little later.");
            return null;
        }
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, TextPosition start, Problems problems)
    {
        var encoding = bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16",
            _ => null,
        };
        if (encoding is not null)
        {
            problems.Add("YAML003", start, $"The file is {encoding}, as its byte order mark says. Save it as UTF-8.");
            return null;
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            problems.Add("YAML003", start, "The file is not UTF-8. Save it as UTF-8.");
            return null;
        }

        var at = text.AsSpan().IndexOfAny(UnicodeLineBreaks);
        if (at < 0)
        {
            return text;
        }

        // YAML 1.1 reads these as line breaks and folds them into a space, so a text would change without a word.
        var before = text.AsSpan(0, at);
        var position = new TextPosition(start.File, before.Count('\n') + 1, at - before.LastIndexOf('\n'));
        var code = ((int)text[at]).ToString("X4", CultureInfo.InvariantCulture);
        problems.Add("YAML009", position, $"The line break U+{code} is not read. Use an ordinary line break, or write \\u{code} in a text in double quotes.");
        return null;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private sealed class Refused : Exception;

    private sealed class NodeReader(string text, string file, Problems problems)
    {
        private readonly Parser _events = new(new StringReader(text));

        /// <summary>The current position.</summary>
        public TextPosition Reached => _events.Current is { } found ? At(found) : new TextPosition(file, 1, 1);

        public YamlMap? Root()
        {
            _events.Consume<StreamStart>();
            if (!_events.Accept<DocumentStart>(out _))
            {
                throw Refuse("YAML004", new TextPosition(file, 1, 1), "The file is empty; a mapping is expected.");
            }

            _events.Consume<DocumentStart>();
            var root = Node(depth: 1);
            _events.Consume<DocumentEnd>();
            if (_events.Accept<DocumentStart>(out var second))
            {
                throw Refuse("YAML005", At(second), "The file has a second document, after \"---\". Remove it.");
            }

            if (root is YamlMap map)
            {
                return map;
            }

            throw Refuse("YAML004", root.Position, "The file is not a mapping of keys to values.");
        }

        private YamlNode Node(int depth)
        {
            if (!_events.MoveNextInto(out var found))
            {
                throw Refuse("YAML001", new TextPosition(file, 1, 1), "The file ends too early.");
            }

            if (found is AnchorAlias)
            {
                throw Refuse("YAML006", At(found), "YAML aliases (*name) are not allowed. Write out the value.");
            }

            if (found is NodeEvent node && !node.Anchor.IsEmpty)
            {
                throw Refuse("YAML006", At(found), "YAML anchors (&name) are not allowed. Remove it.");
            }

            if (found is NodeEvent tagged && !tagged.Tag.IsEmpty)
            {
                throw Refuse("YAML006", At(found), $"YAML tags ({tagged.Tag.Value}) are not allowed. Remove it.");
            }

            if (depth > MaxDepth)
            {
                throw Refuse("YAML007", At(found), $"The file is nested deeper than {MaxDepth} levels.");
            }

            return found switch
            {
                Scalar scalar => new YamlScalar(At(scalar), IsNull(scalar) ? null : scalar.Value),
                SequenceStart => Items(At(found), depth),
                MappingStart => Entries(At(found), depth),
                _ => throw Refuse("YAML001", At(found), "This is not expected here."),
            };
        }

        private YamlList Items(TextPosition position, int depth)
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!_events.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(depth + 1));
            }

            return new YamlList(position, items.ToImmutable());
        }

        private YamlMap Entries(TextPosition position, int depth)
        {
            var entries = ImmutableArray.CreateBuilder<YamlEntry>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (!_events.TryConsume<MappingEnd>(out _))
            {
                if (Node(depth + 1) is not YamlScalar { Text: { } key } scalar)
                {
                    throw Refuse("YAML004", position, "A key of this mapping is not a text.");
                }

                if (!seen.Add(key))
                {
                    problems.Add("YAML008", scalar.Position, $"\"{key}\" occurs twice. Keep one.");
                }

                entries.Add(new YamlEntry(key, scalar.Position, Node(depth + 1)));
            }

            return new YamlMap(position, entries.ToImmutable());
        }

        private static bool IsNull(Scalar scalar) =>
            scalar is { IsPlainImplicit: true, Style: ScalarStyle.Plain } && scalar.Value is "" or "~" or "null";

        private TextPosition At(ParsingEvent found) => new(file, (int)found.Start.Line, (int)found.Start.Column);

        private Refused Refuse(string code, TextPosition position, string what)
        {
            problems.Add(code, position, what);
            return new Refused();
        }
    }

    private static bool MoveNextInto(this Parser parser, out ParsingEvent found)
    {
        // After the events that open the stream and the document, the parser is already at the next event.
        if (parser.Current is null && !parser.MoveNext())
        {
            found = null!;
            return false;
        }

        found = parser.Current!;
        parser.MoveNext();
        return true;
    }
}
