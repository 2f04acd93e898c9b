using TechGraph.Schema.Model;
using TechGraph.Schema.Parsing;

namespace TechGraph.Ingest.Formats.Csv;

/// <summary>What the graph holds already, for imports to match with.</summary>
public interface IKnownEntities
{
    /// <summary>The country of a code; null: there is none.</summary>
    EntityId? Country(string code);

    /// <summary>Who of the graph a party is, beyond doubt; null: nobody, or more than one could be.</summary>
    /// <param name="party">How the party is read.</param>
    /// <param name="key">What tells it from others.</param>
    /// <param name="name">Its name.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="problems">Takes what kept an entity from being matched.</param>
    EntityId? Match(RowParty party, string key, string name, Place place, Problems problems);
}
