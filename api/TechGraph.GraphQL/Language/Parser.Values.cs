using System.Text;

namespace TechGraph.GraphQL.Language;

/// <summary>Values and type references. Specification, sections 2.10 and 2.12.</summary>
internal ref partial struct Parser
{
    private ValueNode Value(bool isConstant)
    {
        var start = _lexer.Start;
        switch (_lexer.Kind)
        {
            case TokenKind.Dollar when !isConstant:
                _lexer.Next();
                return new VariableNode(Name()) { Start = start };
            case TokenKind.Int:
                var digits = Encoding.ASCII.GetString(_lexer.Bytes);
                _lexer.Next();
                return new IntValueNode(digits) { Start = start };
            case TokenKind.Float:
                var number = Encoding.ASCII.GetString(_lexer.Bytes);
                _lexer.Next();
                return new FloatValueNode(number) { Start = start };
            case TokenKind.String or TokenKind.BlockString:
                var text = new StringValueNode(_lexer.Value!, _lexer.Kind == TokenKind.BlockString) { Start = start };
                _lexer.Next();
                return text;
            case TokenKind.Name:
                return NamedValue(start);
            case TokenKind.BracketLeft:
                return List(start, isConstant);
            case TokenKind.BraceLeft:
                return Object(start, isConstant);
            default:
                throw Unexpected(isConstant ? "a constant value" : "a value");
        }
    }

    private ValueNode NamedValue(int start)
    {
        if (At("true"u8) || At("false"u8))
        {
            var value = At("true"u8);
            _lexer.Next();
            return new BooleanValueNode(value) { Start = start };
        }

        if (At("null"u8))
        {
            _lexer.Next();
            return new NullValueNode { Start = start };
        }

        return new EnumValueNode(Name()) { Start = start };
    }

    private ListValueNode List(int start, bool isConstant)
    {
        EnterNesting();
        _lexer.Next();
        var items = new List<ValueNode>();
        while (!Skip(TokenKind.BracketRight))
        {
            items.Add(Value(isConstant));
        }

        _nesting--;
        return new ListValueNode(items) { Start = start };
    }

    private ObjectValueNode Object(int start, bool isConstant)
    {
        EnterNesting();
        _lexer.Next();
        var fields = new List<ObjectFieldNode>();
        while (!Skip(TokenKind.BraceRight))
        {
            var at = _lexer.Start;
            var name = Name();
            Expect(TokenKind.Colon);
            fields.Add(new ObjectFieldNode(name, Value(isConstant)) { Start = at });
        }

        _nesting--;
        return new ObjectValueNode(fields) { Start = start };
    }

    private TypeNode Type()
    {
        var start = _lexer.Start;
        TypeNode type;
        if (_lexer.Kind == TokenKind.BracketLeft)
        {
            EnterNesting();
            _lexer.Next();
            type = new ListTypeNode { Start = start, Inner = Type() };
            Expect(TokenKind.BracketRight);
            _nesting--;
        }
        else
        {
            type = NamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode { Start = start, Inner = type } : type;
    }

    private NamedTypeNode NamedType()
    {
        var start = _lexer.Start;
        return new NamedTypeNode { Start = start, Name = Name() };
    }
}
