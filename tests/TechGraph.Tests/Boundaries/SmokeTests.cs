using System.Reflection;

namespace TechGraph.Tests.Boundaries;

public sealed class SmokeTests
{
    [Test]
    public void The_engine_assembly_loads() =>
        Assert.That(Assembly.Load("TechGraph.GraphQL").GetName().Name, Is.EqualTo("TechGraph.GraphQL"));
}
