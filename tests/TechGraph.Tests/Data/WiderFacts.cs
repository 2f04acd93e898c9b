using System.Text.RegularExpressions;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;
using YamlDotNet.RepresentationModel;

namespace TechGraph.Tests.Data;

/// <summary>Maps entries of the wider facts to records of the graph, following <c>docs/decisions/fact-mapping.md</c>.</summary>
internal static partial class WiderFacts
{
    private static readonly Dictionary<string, string> SameThing = new() { ["germany"] = "de", ["beijing"] = "beijing-city" };

    /// <summary>Entities whose bases come from dated events and relations, not from a country without dates.</summary>
    public static readonly HashSet<string> BasedByEvents = ["manus", "heygen", "shein", "tiktok", "beone", "micro-connect"];

    private static IGraphView Graph => Shipped.Graph;

    /// <summary>The ids that the document lists as left out.</summary>
    public static IEnumerable<string> LeftOut =>
        LeftOutRow().Matches(File.ReadAllText(Repository.Of("docs", "decisions", "fact-mapping.md"))).Select(match => match.Groups[1].Value);

    public static EntityId Entity(string id) => new(SameThing.GetValueOrDefault(id, FactFile.Id(id)));

    public static IEnumerable<string> Texts(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var found) ? ((YamlSequenceNode)found).Children.Select(item => ((YamlScalarNode)item).Value!) : [];

    /// <summary>The first event or relation with a claim from a fact.</summary>
    public static RecordRef FirstRecordOf(string fact) => RecordsOf(fact).First();

    /// <summary>The participants of the events with a claim from a fact.</summary>
    public static IEnumerable<Participant> ParticipantsOf(string fact) =>
        RecordsOf(fact).Where(r => r.Kind == RecordKind.Event).SelectMany(r => Graph.Find(new EventId(r.Id))!.Participants);

    /// <summary>Both ends of the relations with a claim from a fact.</summary>
    public static IEnumerable<EntityId> EndsOf(string fact) =>
        RecordsOf(fact).Where(r => r.Kind == RecordKind.Relation).Select(r => Graph.Find(new RelationId(r.Id))!).SelectMany(r => new[] { r.From, r.To });

    /// <summary>The statuses to which a status text of the file may be mapped.</summary>
    public static EventStatus[] Statuses(string word) => word.Split(' ', ';', ',')[0] switch
    {
        "announced" => [EventStatus.Announced, EventStatus.Signed, EventStatus.Proposed, EventStatus.Open],
        "completed" => [EventStatus.Closed, EventStatus.InForce, EventStatus.Concluded, EventStatus.Ended],
        "in" when word.StartsWith("in default", StringComparison.Ordinal) => [EventStatus.Withdrawn],
        "in" => [EventStatus.InForce, EventStatus.Closed, EventStatus.Withdrawn],
        "approved" => [EventStatus.Approved],
        "under" => [EventStatus.Open, EventStatus.UnderReview],
        "proposed" => [EventStatus.Proposed, EventStatus.Rumoured],
        "requested" => [EventStatus.Proposed],
        "blocked" => [EventStatus.Blocked, EventStatus.OrderedUnwound],
        "terminated" => [EventStatus.Withdrawn, EventStatus.Ended],
        "failed" or "abandoned" or "repayment" => [EventStatus.Withdrawn],
        "suspended" => [EventStatus.Suspended],
        "made" => [EventStatus.InForce],
        "lifted" => [EventStatus.Withdrawn],
        "superseded" => [EventStatus.Superseded],
        "reported" => [EventStatus.InForce, EventStatus.Closed, EventStatus.Announced, EventStatus.Concluded],
        "disputed" or "alleged" => [EventStatus.Open],
        _ => [],
    };

    /// <summary>The outcome to which a decision of the file is mapped; null: it is only in the text of the claim.</summary>
    public static Outcome? OutcomeOf(string decision) => decision switch
    {
        "blocked" or "blocked; unwinding ordered" or "rejected" => Outcome.Blocked,
        "cleared" => Outcome.Cleared,
        "conditions set" => Outcome.Conditions,
        "control of decisions" => Outcome.ControlSuspended,
        "divestment agreed" or "divestment ordered" => Outcome.DivestmentOrdered,
        _ => null,
    };

    private static IEnumerable<RecordRef> RecordsOf(string fact) => Graph.Claims.Where(claim => claim.Fact == fact)
        .OrderBy(claim => int.Parse(claim.Id.Value.Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture))
        .Select(claim => claim.About).Distinct();

    [GeneratedRegex(@"^\| `(U-\d+)` \| \S", RegexOptions.Multiline)]
    private static partial Regex LeftOutRow();
}
