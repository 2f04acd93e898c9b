using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Linking;

/// <summary>Warns of names with characters that make them look like other names. Such names are stored unchanged and never matched.</summary>
public static class NameWarnings
{
    /// <summary>A warning DOS021 for each such name or alias.</summary>
    public static IEnumerable<Problem> Of(IEnumerable<DossierFile> files) =>
        from entity in files.SelectMany(file => file.Entities)
        from name in entity.Record.Aliases.Select(alias => alias.Name).Prepend(entity.Record.Name)
        let nameProblem = NameConfusables.FindProblem(name)
        where nameProblem is not null
        select new Problem("DOS021", entity.Position, $"\"{name}\" {nameProblem}. Type it again, unless the letters are intended.") { IsWarning = true };
}
