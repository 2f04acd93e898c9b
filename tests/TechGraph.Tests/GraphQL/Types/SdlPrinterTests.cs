using TechGraph.Api.Startup;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Types;

/// <summary>A printed schema can be parsed, and is then printed the same again.</summary>
public sealed class SdlPrinterTests
{
    private const string Everything = """"
        "The schema."
        schema @mark(by: {x: [1, 2], y: "z"}) { query: Root mutation: Change }
        """
        Several lines
          with an indent and a \""" in them
        """
        directive @mark(by: Plain = {x: [1]}) repeatable on SCHEMA | OBJECT | ENUM_VALUE
        type Root implements Node @mark { "Its id." id: ID! list(first: Int = 3, old: [[Kind!]!] = [[IP]] @deprecated): [Any] }
        type Change { id: ID! }
        interface Node { id: ID! }
        union Any = Root | Change
        enum Kind { IP @mark MONEY @deprecated(reason: "No \"money\".") }
        input Plain { x: [Int!] y: String = "quoted \" text" }
        input Pick @oneOf { a: Int b: String }
        scalar Day @specifiedBy(url: "https://example.org/day")
        extend type Root { more: Day! }
        """";

    private static IEnumerable<string> Texts => [Everything, ApiServiceCollectionExtensions.ReadSdl()];

    [TestCaseSource(nameof(Texts))]
    public void Print_parse_build_print_gives_the_same_text(string sdl)
    {
        var printed = SdlPrinter.Print(SchemaBuilder.Build([sdl]));
        Assert.That(SdlPrinter.Print(SchemaBuilder.Build([printed])), Is.EqualTo(printed));
        Assert.That(printed, Does.Not.Contain("__Type").And.Not.Contain("directive @skip"));
    }
}
