using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Language;

/// <summary>Reads tokens from UTF-8 bytes, one at a time. Specification, section 2.1 and appendix B.</summary>
internal ref struct Lexer
{
    private static readonly SearchValues<byte> NamePart =
        SearchValues.Create("_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static readonly SearchValues<byte> StringStop = SearchValues.Create("\"\\\r\n"u8);

    private readonly ReadOnlySpan<byte> _source;
    private readonly int _maxTokens;

    // If the source is not valid UTF-8, it is cut before the first invalid byte, and reading reports an error there.
    private readonly bool _isBroken;
    private int _position;
    private int _tokens;

    public Lexer(ReadOnlySpan<byte> source, int maxTokens)
    {
        _isBroken = !Utf8.IsValid(source);
        _source = _isBroken ? source[..FirstInvalid(source)] : source;
        _maxTokens = maxTokens;
    }

    /// <summary>Kind of the last token.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>Byte offset of the last token.</summary>
    public int Start { get; private set; }

    /// <summary>Value of a string token; null for other kinds.</summary>
    public string? Value { get; private set; }

    /// <summary>Bytes of the last token.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _source[Start.._position];

    public readonly SyntaxException Error(int at, string message) =>
        new(new GraphQLError("Syntax error: " + message, ErrorCodes.ParseFailed).At([LineCounter.Locate(_source, at)]));

    public readonly SyntaxException Limit(string limit, int max, string message) =>
        new(LimitError.Create(limit, max, message).At([LineCounter.Locate(_source, Start)]));

    public void Next()
    {
        SkipIgnored();
        Start = _position;
        Value = null;
        if (_position >= _source.Length)
        {
            Kind = _isBroken ? throw AtEnd("") : TokenKind.EndOfFile;
            return;
        }

        if (++_tokens > _maxTokens)
        {
            throw Limit("tokens", _maxTokens, "The document has too many tokens.");
        }

        var b = _source[_position];
        switch (b)
        {
            case (byte)'!': Punctuator(TokenKind.Bang); break;
            case (byte)'$': Punctuator(TokenKind.Dollar); break;
            case (byte)'&': Punctuator(TokenKind.Ampersand); break;
            case (byte)'(': Punctuator(TokenKind.ParenLeft); break;
            case (byte)')': Punctuator(TokenKind.ParenRight); break;
            case (byte)':': Punctuator(TokenKind.Colon); break;
            case (byte)'=': Punctuator(TokenKind.Equals); break;
            case (byte)'@': Punctuator(TokenKind.At); break;
            case (byte)'[': Punctuator(TokenKind.BracketLeft); break;
            case (byte)']': Punctuator(TokenKind.BracketRight); break;
            case (byte)'{': Punctuator(TokenKind.BraceLeft); break;
            case (byte)'|': Punctuator(TokenKind.Pipe); break;
            case (byte)'}': Punctuator(TokenKind.BraceRight); break;
            case (byte)'.': ReadSpread(); break;
            case (byte)'"': ReadString(); break;
            default:
                if (IsNameStart(b))
                {
                    Kind = TokenKind.Name;
                    var length = _source[_position..].IndexOfAnyExcept(NamePart);
                    _position = length < 0 ? _source.Length : _position + length;
                }
                else if (b == '-' || IsDigit(b))
                {
                    ReadNumber();
                }
                else
                {
                    throw Unexpected(_position);
                }

                break;
        }
    }

    private void Punctuator(TokenKind kind)
    {
        Kind = kind;
        _position++;
    }

    private void SkipIgnored()
    {
        while (_position < _source.Length)
        {
            switch (_source[_position])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)',':
                    _position++;
                    break;
                case 0xEF when _source[_position..].StartsWith("\uFEFF"u8):
                    _position += 3;
                    break;
                case (byte)'#':
                    var length = _source[_position..].IndexOfAny((byte)'\n', (byte)'\r');
                    _position = length < 0 ? _source.Length : _position + length;
                    break;
                default:
                    return;
            }
        }
    }

    private void ReadSpread()
    {
        if (!_source[_position..].StartsWith("..."u8))
        {
            throw Unexpected(_position);
        }

        Kind = TokenKind.Spread;
        _position += 3;
    }

    private void ReadNumber()
    {
        Kind = TokenKind.Int;
        if (Peek() == '-')
        {
            _position++;
        }

        if (Peek() == '0')
        {
            _position++;
            if (IsDigit(Peek()))
            {
                throw Error(_position, "A number has no leading zeros.");
            }
        }
        else
        {
            ReadDigits();
        }

        if (Peek() == '.')
        {
            Kind = TokenKind.Float;
            _position++;
            ReadDigits();
        }

        if (Peek() is (byte)'e' or (byte)'E')
        {
            Kind = TokenKind.Float;
            _position++;
            if (Peek() is (byte)'+' or (byte)'-')
            {
                _position++;
            }

            ReadDigits();
        }

        if (Peek() == '.' || IsNameStart(Peek()))
        {
            throw Unexpected(_position);
        }
    }

    private void ReadDigits()
    {
        if (!IsDigit(Peek()))
        {
            throw _position < _source.Length ? Unexpected(_position) : AtEnd("A number ends without a digit.");
        }

        while (IsDigit(Peek()))
        {
            _position++;
        }
    }

    private void ReadString()
    {
        if (_source[_position..].StartsWith("\"\"\""u8))
        {
            ReadBlockString();
            return;
        }

        Kind = TokenKind.String;
        _position++;
        var from = _position;
        StringBuilder? text = null;
        while (true)
        {
            var length = _source[_position..].IndexOfAny(StringStop);
            if (length < 0)
            {
                throw AtEnd("A string has no end.");
            }

            _position += length;
            var stop = _source[_position];
            if (stop == '\\')
            {
                text ??= new StringBuilder();
                text.Append(Encoding.UTF8.GetString(_source[from.._position]));
                ReadEscape(text);
                from = _position;
            }
            else if (stop == '"')
            {
                var rest = Encoding.UTF8.GetString(_source[from.._position]);
                Value = text is null ? rest : text.Append(rest).ToString();
                _position++;
                return;
            }
            else
            {
                throw Error(_position, "A string ends at the end of its line.");
            }
        }
    }

    private void ReadEscape(StringBuilder text)
    {
        var at = _position;
        _position++;
        var simple = Peek() switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => '\0',
        };
        if (simple != '\0')
        {
            text.Append(simple);
            _position++;
            return;
        }

        if (Peek() != 'u')
        {
            throw Error(at, "A string has an unknown escape.");
        }

        _position++;
        if (Peek() == '{')
        {
            ReadBracedEscape(at, text);
            return;
        }

        var unit = ReadFourHexDigits(at);
        if (char.IsHighSurrogate(unit) && _source[_position..].StartsWith("\\u"u8))
        {
            _position += 2;
            var low = ReadFourHexDigits(at);
            if (char.IsLowSurrogate(low))
            {
                text.Append(unit).Append(low);
                return;
            }
        }

        if (char.IsSurrogate(unit))
        {
            throw Error(at, "A Unicode escape is a lone surrogate.");
        }

        text.Append(unit);
    }

    private void ReadBracedEscape(int at, StringBuilder text)
    {
        _position++;
        var value = 0;
        var from = _position;
        while (Hex(Peek()) is var digit and >= 0)
        {
            value = Math.Min((value << 4) | digit, 0x110000); // once out of range, it stays out of range
            _position++;
        }

        if (_position == from || Peek() != '}' || !Rune.TryCreate(value, out var rune))
        {
            throw Error(at, "A Unicode escape is not a scalar value.");
        }

        _position++;
        text.Append(rune.ToString());
    }

    private char ReadFourHexDigits(int at)
    {
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = Hex(Peek());
            if (digit < 0)
            {
                throw Error(at, "A Unicode escape has four hexadecimal digits.");
            }

            value = (value << 4) | digit;
            _position++;
        }

        return (char)value;
    }

    private void ReadBlockString()
    {
        Kind = TokenKind.BlockString;
        _position += 3;
        var from = _position;
        while (true)
        {
            var length = _source[_position..].IndexOf("\"\"\""u8);
            if (length < 0)
            {
                throw AtEnd("A block string has no end.");
            }

            _position += length;
            if (_position == from || _source[_position - 1] != '\\')
            {
                break;
            }

            _position += 3;
        }

        var raw = Encoding.UTF8.GetString(_source[from.._position]);
        _position += 3;
        Value = BlockString.Parse(raw.Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal));
    }

    private readonly SyntaxException AtEnd(string message) =>
        Error(_source.Length, _isBroken ? "The document is not valid Unicode: a lone surrogate, or bytes that are not UTF-8." : message);

    private readonly byte Peek() => _position < _source.Length ? _source[_position] : (byte)0;

    private readonly SyntaxException Unexpected(int at)
    {
        Rune.DecodeFromUtf8(_source[at..], out var rune, out _);
        var shown = rune.Value is > 0x20 and < 0x7F
            ? $"\"{rune}\""
            : "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture);
        return Error(at, $"Unexpected character {shown}.");
    }

    private static int FirstInvalid(ReadOnlySpan<byte> source)
    {
        var at = 0;
        while (at < source.Length && Rune.DecodeFromUtf8(source[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static bool IsNameStart(byte b) => b is (byte)'_' or >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z';
}
