namespace TechGraph.GraphQL.Language;

/// <summary>Definitions and extensions of the type system. Specification, section 3.</summary>
internal ref partial struct Parser
{
    /// <summary>Parses a type system definition; returns null if the next token is not one of its keywords.</summary>
    private TypeSystemDefinitionNode? TryTypeSystemDefinition(int start, string? description)
    {
        var isExtension = description is null && At("extend"u8);
        if (isExtension)
        {
            _lexer.Next();
        }

        if (At("schema"u8))
        {
            return Schema(start, description, isExtension);
        }

        if (At("scalar"u8))
        {
            _lexer.Next();
            var scalar = new ScalarTypeNode
            {
                Start = start,
                Description = description,
                IsExtension = isExtension,
                Name = Name(),
                Directives = Directives(true),
            };
            RequireContent(scalar.IsExtension, scalar.Directives.Length);
            return scalar;
        }

        if (At("type"u8))
        {
            _lexer.Next();
            var type = new ObjectTypeNode
            {
                Start = start,
                Description = description,
                IsExtension = isExtension,
                Name = Name(),
                Interfaces = Implements(),
                Directives = Directives(true),
                Fields = FieldDefinitions(),
            };
            RequireContent(isExtension, type.Interfaces.Count + type.Directives.Length + type.Fields.Count);
            return type;
        }

        if (At("interface"u8))
        {
            _lexer.Next();
            var type = new InterfaceTypeNode
            {
                Start = start,
                Description = description,
                IsExtension = isExtension,
                Name = Name(),
                Interfaces = Implements(),
                Directives = Directives(true),
                Fields = FieldDefinitions(),
            };
            RequireContent(isExtension, type.Interfaces.Count + type.Directives.Length + type.Fields.Count);
            return type;
        }

        if (At("union"u8))
        {
            _lexer.Next();
            var type = new UnionTypeNode
            {
                Start = start,
                Description = description,
                IsExtension = isExtension,
                Name = Name(),
                Directives = Directives(true),
                Members = UnionMembers(),
            };
            RequireContent(isExtension, type.Directives.Length + type.Members.Count);
            return type;
        }

        if (At("enum"u8))
        {
            _lexer.Next();
            var type = new EnumTypeNode
            {
                Start = start,
                Description = description,
                IsExtension = isExtension,
                Name = Name(),
                Directives = Directives(true),
                Values = EnumValues(),
            };
            RequireContent(isExtension, type.Directives.Length + type.Values.Count);
            return type;
        }

        if (At("input"u8))
        {
            _lexer.Next();
            var type = new InputObjectTypeNode
            {
                Start = start,
                Description = description,
                IsExtension = isExtension,
                Name = Name(),
                Directives = Directives(true),
                Fields = InputValues(TokenKind.BraceLeft, TokenKind.BraceRight),
            };
            RequireContent(isExtension, type.Directives.Length + type.Fields.Count);
            return type;
        }

        if (isExtension)
        {
            throw Unexpected("\"schema\" or a kind of type after \"extend\"");
        }

        return At("directive"u8) ? DirectiveDefinition(start, description) : null;
    }

    private SchemaNode Schema(int start, string? description, bool isExtension)
    {
        _lexer.Next();
        var directives = Directives(isConstant: true);
        var roots = new List<RootTypeNode>();
        if (_lexer.Kind == TokenKind.BraceLeft || !isExtension)
        {
            Expect(TokenKind.BraceLeft);
            do
            {
                var at = _lexer.Start;
                if (!TryOperationKind(out var kind))
                {
                    throw Unexpected("\"query\", \"mutation\" or \"subscription\"");
                }

                Expect(TokenKind.Colon);
                roots.Add(new RootTypeNode { Start = at, Kind = kind, Type = NamedType() });
            }
            while (!Skip(TokenKind.BraceRight));
        }

        RequireContent(isExtension, directives.Length + roots.Count);
        return new SchemaNode
        {
            Start = start,
            Description = description,
            IsExtension = isExtension,
            Directives = directives,
            Roots = roots,
        };
    }

    private readonly void RequireContent(bool isExtension, int count)
    {
        if (isExtension && count == 0)
        {
            throw Unexpected("content of the extension");
        }
    }

    private List<NamedTypeNode> Implements()
    {
        var interfaces = new List<NamedTypeNode>();
        if (At("implements"u8))
        {
            _lexer.Next();
            Skip(TokenKind.Ampersand);
            do
            {
                interfaces.Add(NamedType());
            }
            while (Skip(TokenKind.Ampersand));
        }

        return interfaces;
    }

    private List<FieldDefinitionNode> FieldDefinitions()
    {
        var fields = new List<FieldDefinitionNode>();
        if (!Skip(TokenKind.BraceLeft))
        {
            return fields;
        }

        do
        {
            var description = Description();
            var start = _lexer.Start;
            var name = Name();
            var arguments = InputValues(TokenKind.ParenLeft, TokenKind.ParenRight);
            Expect(TokenKind.Colon);
            fields.Add(new FieldDefinitionNode
            {
                Start = start,
                Description = description,
                Name = name,
                Arguments = arguments,
                Type = Type(),
                Directives = Directives(isConstant: true),
            });
        }
        while (!Skip(TokenKind.BraceRight));

        return fields;
    }

    private List<InputValueDefinitionNode> InputValues(TokenKind open, TokenKind close)
    {
        var values = new List<InputValueDefinitionNode>();
        if (!Skip(open))
        {
            return values;
        }

        do
        {
            var description = Description();
            var start = _lexer.Start;
            var name = Name();
            Expect(TokenKind.Colon);
            values.Add(new InputValueDefinitionNode
            {
                Start = start,
                Description = description,
                Name = name,
                Type = Type(),
                DefaultValue = Skip(TokenKind.Equals) ? Value(isConstant: true) : null,
                Directives = Directives(isConstant: true),
            });
        }
        while (!Skip(close));

        return values;
    }

    private List<NamedTypeNode> UnionMembers()
    {
        var members = new List<NamedTypeNode>();
        if (Skip(TokenKind.Equals))
        {
            Skip(TokenKind.Pipe);
            do
            {
                members.Add(NamedType());
            }
            while (Skip(TokenKind.Pipe));
        }

        return members;
    }

    private List<EnumValueDefinitionNode> EnumValues()
    {
        var values = new List<EnumValueDefinitionNode>();
        if (!Skip(TokenKind.BraceLeft))
        {
            return values;
        }

        do
        {
            var description = Description();
            var start = _lexer.Start;
            if (At("true"u8) || At("false"u8) || At("null"u8))
            {
                throw Unexpected("an enum value");
            }

            values.Add(new EnumValueDefinitionNode
            {
                Start = start,
                Description = description,
                Name = Name(),
                Directives = Directives(isConstant: true),
            });
        }
        while (!Skip(TokenKind.BraceRight));

        return values;
    }

    private DirectiveDefinitionNode DirectiveDefinition(int start, string? description)
    {
        _lexer.Next();
        Expect(TokenKind.At);
        var name = Name();
        var arguments = InputValues(TokenKind.ParenLeft, TokenKind.ParenRight);
        var isRepeatable = At("repeatable"u8);
        if (isRepeatable)
        {
            _lexer.Next();
        }

        Keyword("on"u8);
        Skip(TokenKind.Pipe);
        var locations = new List<DirectiveLocation>();
        do
        {
            var at = _lexer;
            if (!DirectiveLocations.TryParse(Name(), out var location))
            {
                _lexer = at;
                throw Unexpected("a directive location");
            }

            locations.Add(location);
        }
        while (Skip(TokenKind.Pipe));

        return new DirectiveDefinitionNode
        {
            Start = start,
            Description = description,
            Name = name,
            Arguments = arguments,
            IsRepeatable = isRepeatable,
            Locations = locations,
        };
    }
}
