using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Types;

/// <summary>The rules of the type system, each with a schema that breaks it.</summary>
public sealed class SchemaRuleTests
{
    private const string Root = "type Query { a: Int } ";

    [TestCase("type Thing { a: Int }", "no query root")]
    [TestCase("schema { query: Query mutation: Query } type Query { a: Int }", "root of two kinds")]
    [TestCase("schema { query: Thing } interface Thing { a: Int }", "not an object type")]
    [TestCase(Root + "type T { a: Int } type T { b: Int }", "defined twice")]
    [TestCase(Root + "type T { a: Int a: Int }", "has \"a\" twice")]
    [TestCase(Root + "type T { a(x: Int, x: Int): Int }", "has \"x\" twice")]
    [TestCase(Root + "enum E { A A }", "has \"A\" twice")]
    [TestCase(Root + "input I { a: Int a: Int }", "has \"a\" twice")]
    [TestCase(Root + "type T { a: Int } union U = T | T", "has \"T\" twice")]
    [TestCase(Root + "interface I { a: Int } type T implements I & I { a: Int }", "implements \"I\" twice")]
    [TestCase(Root + "directive @d on FIELD directive @d on FIELD", "defined twice")]
    [TestCase(Root + "type __T { a: Int }", "two underscores")]
    [TestCase(Root + "type T { __a: Int }", "two underscores")]
    [TestCase(Root + "type T { a: Nothing }", "no type \"Nothing\"")]
    [TestCase(Root + "type T { a: Int @nothing }", "@nothing")]
    [TestCase(Root + "type T", "no fields")]
    [TestCase(Root + "union U", "no members")]
    [TestCase(Root + "input I", "no fields")]
    [TestCase(Root + "input I { a: Int } type T { a: I }", "output type")]
    [TestCase(Root + "type T { a(x: T): Int }", "input types")]
    [TestCase(Root + "type T { b: Int } input I { a: T }", "input types")]
    [TestCase(Root + "interface I { a: Int b: Int } type T implements I { a: Int }", "lacks \"b\"")]
    [TestCase(Root + "interface I { a: Int! } type T implements I { a: Int }", "asks for Int!")]
    [TestCase(Root + "interface I { a(x: Int): Int } type T implements I { a: Int }", "lacks argument \"x\"")]
    [TestCase(Root + "interface I { a(x: Int): Int } type T implements I { a(x: Int!): Int }", "asks for Int")]
    [TestCase(Root + "interface I { a: Int } type T implements I { a(x: Int!): Int }", "is required")]
    [TestCase(Root + "interface I { a: Int } interface J implements I { a: Int } type T implements J { a: Int }", "must implement \"I\" too")]
    [TestCase(Root + "interface I implements I { a: Int }", "cannot implement itself")]
    [TestCase(Root + "interface I implements J { a: Int } interface J implements I { a: Int }", "implement")]
    [TestCase(Root + "interface I { a: Int } type T implements I { a: Int @deprecated }", "is deprecated")]
    [TestCase(Root + "union U = Int", "not an object type")]
    [TestCase(Root + "input I { a: I! }", "requires itself")]
    [TestCase(Root + "input I { a: J! } input J { b: I! }", "requires itself")]
    [TestCase(Root + "input I { a: I = {} }", "contains itself")]
    [TestCase(Root + "type T { a(x: Int = \"1\"): Int }", "does not fit its type")]
    [TestCase(Root + "enum E { A } input I { e: E = B }", "does not fit its type")]
    [TestCase(Root + "input I @oneOf { a: Int! }", "OneOf")]
    [TestCase(Root + "input I @oneOf { a: Int = 1 }", "OneOf")]
    [TestCase(Root + "input I { a: Int } extend input I @oneOf", "extension")]
    [TestCase(Root + "type T { a(x: Int! @deprecated): Int }", "cannot be deprecated")]
    [TestCase(Root + "input I { a: Int! @deprecated }", "cannot be deprecated")]
    [TestCase(Root + "type T @deprecated { a: Int }", "@deprecated")]
    [TestCase(Root + "type T { a: Int @deprecated(why: \"x\") }", "why")]
    [TestCase(Root + "type T { a: Int @deprecated @deprecated }", "twice")]
    [TestCase(Root + "directive @d(a: Int @d) on ARGUMENT_DEFINITION", "itself")]
    [TestCase(Root + "directive @d(a: I) on INPUT_FIELD_DEFINITION input I { b: Int @d }", "itself")]
    [TestCase(Root + "extend type T { a: Int }", "no type \"T\" to extend")]
    [TestCase(Root + "type T { a: Int } extend interface T { b: Int }", "another kind")]
    [TestCase(Root + "type T { a: Int } extend type T { a: Int }", "twice")]
    [TestCase(Root + "enum E { A } extend enum E { A }", "twice")]
    [TestCase(Root + "type T { a: Int } union U = T extend union U = T", "twice")]
    [TestCase(Root + "input I { a: Int } extend input I { a: Int }", "twice")]
    [TestCase(Root + "interface I { a: Int } type T implements I { a: Int } extend type T implements I", "twice")]
    [TestCase(Root + "scalar S @d directive @d on SCALAR extend scalar S @d", "twice")]
    [TestCase("schema { query: Query } type Query { a: Int } extend schema { query: Query }", "twice")]
    [TestCase("schema { query: Query } type Query { a: Int } extend schema { mutation: Nothing }", "no type \"Nothing\"")]
    [TestCase(Root + "extend scalar Int @specifiedBy(url: \"https://example.org\")", "Int")]
    [TestCase(Root + "enum E { __A }", "two underscores")]
    [TestCase(Root + "input I { __a: Int }", "two underscores")]
    [TestCase(Root + "directive @__d on FIELD", "two underscores")]
    [TestCase(Root + "directive @d(__a: Int) on FIELD", "two underscores")]
    [TestCase(Root + "directive @d(a: Query) on FIELD", "input types")]
    [TestCase(Root + "directive @d(a: Nothing) on FIELD", "no type \"Nothing\"")]
    [TestCase(Root + "enum E { true }", "true")]
    [TestCase(Root + "interface I { a: [Int] } type T implements I { a: Int }", "asks for [Int]")]
    [TestCase(Root + "interface I { a: Int } union U = I", "not an object type")]
    [TestCase(Root + "input A { b: B = {} } input B { a: A = {} }", "contains itself")]
    [TestCase(Root + "type T { a(x: Int! = null): Int }", "does not fit its type")]
    [TestCase(Root + "directive @d(a: Int) on FIELD_DEFINITION type T { a: Int @d(a: \"x\") }", "@d")]
    [TestCase(Root + "directive @d(a: Int) on FIELD_DEFINITION type T { a: Int @d(a: 1, a: 2) }", "twice")]
    [TestCase(Root + "directive @d(a: Int!) on FIELD_DEFINITION type T { a: Int @d }", "\"a\"")]
    [TestCase(Root + "type T { a: Int @skip(if: true) }", "@skip")]
    [TestCase("schema { query: Query } schema { query: Query } type Query { a: Int }", "defined twice")]
    [TestCase("schema { query: Query query: Query } type Query { a: Int }", "twice")]
    public void An_invalid_schema_is_rejected(string sdl, string why) =>
        Assert.That(Assert.Throws<SchemaException>(() => SchemaBuilder.Build([sdl]))!.Message, Does.Contain(why));

    [TestCase("schema { query: Root } type Root { a: Int }")]
    [TestCase(Root + "interface I { a: Int b(x: Int): I } interface J implements I { a: Int b(x: Int): J } type T implements I & J { a: Int! b(x: Int, y: Int, z: Int! = 1): T }")]
    [TestCase(Root + "input I { a: I b: [I!]! c: J = {d: 1} } input J { d: Int e: I }")]
    [TestCase(Root + "extend type Query { b: Int } enum E { A } extend enum E { B @deprecated }")]
    [TestCase(Root + "directive @d(a: Int = 1) repeatable on OBJECT type T @d @d(a: 2) { a(x: Int @deprecated): Int }")]
    [TestCase(Root + "input I @oneOf { a: Int b: [I!] }")]
    [TestCase(Root + "scalar Day @specifiedBy(url: \"https://example.org\") extend scalar Day @d directive @d on SCALAR")]
    public void A_valid_schema_is_accepted(string sdl) => Assert.DoesNotThrow(() => SchemaBuilder.Build([sdl]));

    [Test]
    public void Every_problem_is_listed_with_its_location()
    {
        var problems = Assert.Throws<SchemaException>(() => SchemaBuilder.Build(["type Query { a: Int }\ntype T", "union U"]))!.Problems;
        Assert.That(problems.Select(p => (p.Message, p.Locations[0].Line)), Is.EqualTo([("\"T\" has no fields.", 2), ("Union \"U\" has no members.", 1)]));
    }
}
