using System.Text.Json;
using TechGraph.GraphQL.Http;
using TechGraph.Tests.GraphQL.Http;

namespace TechGraph.Tests.GraphQL.Peers;

/// <summary>The audit of the npm package "graphql-http".</summary>
[Category("Peers")]
public sealed class AuditTests
{
    private static readonly string[] OtherInDraft =
    [
        "572B", "FDE2", "7B9B", "86EE", "423L", "LKJ0", "LKJ1", "LKJ2", "LKJ3", "6C00", "6C01", "6C02", "6C03",
        "4760", "4761", "4762", "4763", "58B0", "58B1", "58B2", "58B3", "3E3A",
    ];

    [Test]
    public async Task All_61_audits_pass_in_profile_Compatible()
    {
        var audits = await AuditAsync(StatusProfile.Compatible);
        Assert.That(audits.Where(a => a.Status != "ok"), Is.Empty);
        Assert.That(audits, Has.Count.EqualTo(61));
    }

    [Test]
    public async Task All_audits_but_those_that_the_draft_changes_pass_in_profile_Draft()
    {
        var audits = await AuditAsync(StatusProfile.Draft);
        Assert.That(audits.Where(a => a.Status != "ok").Select(a => a.Id), Is.EquivalentTo(OtherInDraft));
        Assert.That(audits.Where(a => a.Status == "error"), Is.Empty);
        Assert.That(audits, Has.Count.EqualTo(61));
    }

    private static async Task<IReadOnlyList<(string Id, string Status)>> AuditAsync(StatusProfile profile)
    {
        NodeScript.RequireNode();
        await using var host = await EngineHost.StartAsync(o => o.Http.StatusProfile = profile);
        await using var node = NodeScript.Start("audit.mjs", host.Address.ToString());
        return [.. (await node.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("status").GetString()!);
        })];
    }
}
