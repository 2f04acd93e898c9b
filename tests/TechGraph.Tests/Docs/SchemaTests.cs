using TechGraph.Api.Startup;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.Docs;

/// <summary>The public schema is described completely, and its kinds are those of the vocabulary.</summary>
public sealed class SchemaTests
{
    private static readonly TechGraph.GraphQL.Types.Schema Contract = SchemaBuilder.Build([ApiServiceCollectionExtensions.ReadSdl()]);

    private static IEnumerable<NamedType> Own => Contract.Types.Where(t => !t.IsIntrospection && t.Location is not null);

    [Test]
    public void Every_type_field_argument_and_value_has_a_description()
    {
        var silent = Own.SelectMany(type => Members(type).Prepend((type.Name, type.Description))).Where(m => string.IsNullOrWhiteSpace(m.Description)).Select(m => m.Name);
        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void The_kinds_are_those_of_the_vocabulary()
    {
        var terms = Terms.Shipped;
        Assert.That(Values("EventKind"), Is.EquivalentTo(terms.Events.Keys.Select(EnumText.ToGraphQL)));
        Assert.That(Values("EntityKind"), Is.EquivalentTo(terms.Entities.Keys.Select(EnumText.ToGraphQL)));
        Assert.That(Values("RelationKind"), Is.EquivalentTo(terms.Relations.Keys.Select(EnumText.ToGraphQL)));
    }

    private static IEnumerable<string> Values(string name) => ((EnumType)Contract.Type(name)!).Values.Select(v => v.Name);

    private static IEnumerable<(string Name, string? Description)> Members(NamedType type) => type switch
    {
        CompositeType composite => composite.Fields.SelectMany(f =>
            f.Arguments.Select(a => ($"{type.Name}.{f.Name}.{a.Name}", a.Description)).Prepend(($"{type.Name}.{f.Name}", f.Description))),
        InputObjectType input => input.Fields.Select(f => ($"{type.Name}.{f.Name}", f.Description)),
        EnumType enumeration => enumeration.Values.Select(v => ($"{type.Name}.{v.Name}", v.Description)),
        _ => [],
    };
}
