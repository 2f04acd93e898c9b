using System.Text;

namespace TechGraph.GraphQL.Language;

/// <summary>Parses documents by recursive descent, up to the limit of nesting. Specification, appendix C.</summary>
internal ref partial struct Parser
{
    private readonly NameTable _names;
    private readonly int _maxNesting;
    private Lexer _lexer;
    private int _nesting;

    private Parser(ReadOnlySpan<byte> source, ParserOptions options, NameTable names)
    {
        _lexer = new Lexer(source, options.MaxTokens);
        _maxNesting = options.MaxNesting;
        _names = names;
        _lexer.Next();
    }

    /// <summary>Parses a document with definitions of any kind. Validation rules decide which of them are allowed.</summary>
    public static Document Parse(ReadOnlyMemory<byte> source, ParserOptions options, NameTable? names = null)
    {
        var parser = new Parser(source.Span, options, names ?? NameTable.Empty);
        return new Document(source, parser.Definitions());
    }

    /// <summary>Parses SDL.</summary>
    public static Document ParseSchema(string sdl) => Parse(Encode(sdl), ParserOptions.ForSchema);

    /// <summary>Parses one value, such as a default that a codec printed.</summary>
    public static ValueNode ParseValue(string text)
    {
        var parser = new Parser(Encode(text), ParserOptions.ForSchema, NameTable.Empty);
        var value = parser.Value(isConstant: false);
        parser.Expect(TokenKind.EndOfFile);
        return value;
    }

    /// <summary>
    /// Encodes a text as UTF-8. A lone surrogate becomes an invalid byte, so that the lexer reports an error there (section
    /// 2.1.1).
    /// </summary>
    public static byte[] Encode(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            return [.. Strict.GetBytes(text[..e.Index]), 0xFF];
        }
    }

    private static UTF8Encoding Strict { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private List<DefinitionNode> Definitions()
    {
        var definitions = new List<DefinitionNode>();
        do
        {
            definitions.Add(Definition());
        }
        while (_lexer.Kind != TokenKind.EndOfFile);

        return definitions;
    }

    private DefinitionNode Definition()
    {
        var start = _lexer.Start;
        if (_lexer.Kind == TokenKind.BraceLeft)
        {
            return new OperationNode { Start = start, Kind = OperationKind.Query, SelectionSet = SelectionSet() };
        }

        var description = Description();
        if (At("fragment"u8))
        {
            return Fragment(_lexer.Start, description);
        }

        var definitionStart = description is null ? start : _lexer.Start;
        if (TryOperationKind(out var kind))
        {
            return Operation(definitionStart, description, kind);
        }

        if (TryTypeSystemDefinition(definitionStart, description) is { } definition)
        {
            return definition;
        }

        throw description is not null && _lexer.Kind is TokenKind.Name or TokenKind.BraceLeft
            ? _lexer.Error(start, "A description must precede a definition that starts with a keyword, such as query or type.")
            : Unexpected("a definition");
    }

    private OperationNode Operation(int start, string? description, OperationKind kind)
    {
        var name = _lexer.Kind == TokenKind.Name ? Name() : null;
        return new OperationNode
        {
            Start = start,
            Description = description,
            Kind = kind,
            Name = name,
            Variables = VariableDefinitions(),
            Directives = Directives(isConstant: false),
            SelectionSet = SelectionSet(),
        };
    }

    private bool TryOperationKind(out OperationKind kind)
    {
        kind = default;
        if (At("query"u8))
        {
            kind = OperationKind.Query;
        }
        else if (At("mutation"u8))
        {
            kind = OperationKind.Mutation;
        }
        else if (At("subscription"u8))
        {
            kind = OperationKind.Subscription;
        }
        else
        {
            return false;
        }

        _lexer.Next();
        return true;
    }

    private FragmentNode Fragment(int start, string? description)
    {
        _lexer.Next();
        if (At("on"u8))
        {
            throw Unexpected("a fragment name");
        }

        var name = Name();
        Keyword("on"u8);
        return new FragmentNode
        {
            Start = start,
            Description = description,
            Name = name,
            TypeCondition = NamedType(),
            Directives = Directives(isConstant: false),
            SelectionSet = SelectionSet(),
        };
    }

    private VariableDefinitionNode[] VariableDefinitions()
    {
        if (!Skip(TokenKind.ParenLeft))
        {
            return [];
        }

        var variables = new List<VariableDefinitionNode>();
        do
        {
            var start = _lexer.Start;
            var description = Description();
            Expect(TokenKind.Dollar);
            var name = Name();
            Expect(TokenKind.Colon);
            var type = Type();
            variables.Add(new VariableDefinitionNode
            {
                Start = start,
                Description = description,
                Name = name,
                Type = type,
                DefaultValue = Skip(TokenKind.Equals) ? Value(isConstant: true) : null,
                Directives = Directives(isConstant: true),
            });
        }
        while (!Skip(TokenKind.ParenRight));

        return [.. variables];
    }

    private SelectionSetNode SelectionSet()
    {
        EnterNesting();
        var start = _lexer.Start;
        Expect(TokenKind.BraceLeft);
        var selections = new List<SelectionNode>();
        do
        {
            selections.Add(Selection());
        }
        while (!Skip(TokenKind.BraceRight));

        _nesting--;
        return new SelectionSetNode { Start = start, Selections = [.. selections] };
    }

    private SelectionNode Selection()
    {
        var start = _lexer.Start;
        if (!Skip(TokenKind.Spread))
        {
            return Field(start);
        }

        if (At("on"u8))
        {
            _lexer.Next();
            return new InlineFragmentNode
            {
                Start = start,
                TypeCondition = NamedType(),
                Directives = Directives(isConstant: false),
                SelectionSet = SelectionSet(),
            };
        }

        if (_lexer.Kind == TokenKind.Name)
        {
            return new FragmentSpreadNode { Start = start, Name = Name(), Directives = Directives(isConstant: false) };
        }

        return new InlineFragmentNode
        {
            Start = start,
            Directives = Directives(isConstant: false),
            SelectionSet = SelectionSet(),
        };
    }

    private FieldNode Field(int start)
    {
        var name = Name();
        string? alias = null;
        if (Skip(TokenKind.Colon))
        {
            (alias, name) = (name, Name());
        }

        return new FieldNode
        {
            Start = start,
            Alias = alias,
            Name = name,
            Arguments = Arguments(isConstant: false),
            Directives = Directives(isConstant: false),
            SelectionSet = _lexer.Kind == TokenKind.BraceLeft ? SelectionSet() : null,
        };
    }

    private ArgumentNode[] Arguments(bool isConstant)
    {
        if (!Skip(TokenKind.ParenLeft))
        {
            return [];
        }

        var arguments = new List<ArgumentNode>();
        do
        {
            var start = _lexer.Start;
            var name = Name();
            Expect(TokenKind.Colon);
            arguments.Add(new ArgumentNode { Start = start, Name = name, Value = Value(isConstant) });
        }
        while (!Skip(TokenKind.ParenRight));

        return [.. arguments];
    }

    private DirectiveNode[] Directives(bool isConstant)
    {
        if (_lexer.Kind != TokenKind.At)
        {
            return [];
        }

        var directives = new List<DirectiveNode>();
        while (_lexer.Kind == TokenKind.At)
        {
            var start = _lexer.Start;
            _lexer.Next();
            directives.Add(new DirectiveNode { Start = start, Name = Name(), Arguments = Arguments(isConstant) });
        }

        return [.. directives];
    }

    private string? Description()
    {
        if (_lexer.Kind is not (TokenKind.String or TokenKind.BlockString))
        {
            return null;
        }

        var value = _lexer.Value;
        _lexer.Next();
        return value;
    }

    private string Name()
    {
        if (_lexer.Kind != TokenKind.Name)
        {
            throw Unexpected("a name");
        }

        var name = _names.Intern(_lexer.Bytes);
        _lexer.Next();
        return name;
    }

    private readonly bool At(ReadOnlySpan<byte> keyword) =>
        _lexer.Kind == TokenKind.Name && _lexer.Bytes.SequenceEqual(keyword);

    private void Keyword(ReadOnlySpan<byte> keyword)
    {
        if (!At(keyword))
        {
            throw Unexpected($"\"{Encoding.ASCII.GetString(keyword)}\"");
        }

        _lexer.Next();
    }

    private bool Skip(TokenKind kind)
    {
        if (_lexer.Kind != kind)
        {
            return false;
        }

        _lexer.Next();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (!Skip(kind))
        {
            throw Unexpected(Describe(kind));
        }
    }

    private void EnterNesting()
    {
        if (++_nesting > _maxNesting)
        {
            throw _lexer.Limit("syntaxNesting", _maxNesting, "The document is nested too deeply.");
        }
    }

    private readonly SyntaxException Unexpected(string expected)
    {
        var found = _lexer.Kind switch
        {
            TokenKind.Name => Quote("name"),
            TokenKind.Int or TokenKind.Float => Quote("number"),
            var kind => Describe(kind),
        };
        return _lexer.Error(_lexer.Start, $"Expected {expected}, found {found}.");
    }

    // Long names and numbers are truncated, so that an error does not repeat the document.
    private readonly string Quote(string kind)
    {
        var bytes = _lexer.Bytes;
        return $"{kind} \"{Encoding.ASCII.GetString(bytes[..Math.Min(bytes.Length, 64)])}\"";
    }

    private static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "the end of the document",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenLeft => "\"(\"",
        TokenKind.ParenRight => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.Equals => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketLeft => "\"[\"",
        TokenKind.BracketRight => "\"]\"",
        TokenKind.BraceLeft => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceRight => "\"}\"",
        TokenKind.Name => "a name",
        TokenKind.Int or TokenKind.Float => "a number",
        _ => "a string",
    };
}
