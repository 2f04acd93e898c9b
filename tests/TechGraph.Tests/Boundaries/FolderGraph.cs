using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TechGraph.Tests.Boundaries;

/// <summary>Which folders of source code use types of which other folders.</summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<(string From, string To), SortedSet<string>> _arrows = [];

    /// <summary>Folders that use another one or are used by one, by path.</summary>
    public IEnumerable<string> Folders => _arrows.Keys.SelectMany(arrow => new[] { arrow.From, arrow.To }).Distinct().Order(StringComparer.Ordinal);

    /// <summary>From each folder to each that it uses, with the uses: <c>DossierLinker uses RecordIndex</c>.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Arrows => _arrows;

    /// <summary>Reads the graph of some projects.</summary>
    /// <param name="compilations">The projects, each with references to the others that it uses.</param>
    /// <param name="root">The folder to which paths are relative.</param>
    public static FolderGraph Read(IReadOnlyCollection<CSharpCompilation> compilations, string root)
    {
        var graph = new FolderGraph();
        foreach (var compilation in compilations)
        {
            foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
            {
                graph.Add(tree, compilation.GetSemanticModel(tree), root);
            }
        }

        return graph;
    }

    /// <summary>Sets of folders that use each other, directly or through others. A folder without a loop is in no set.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Loops()
    {
        var reached = Folders.ToDictionary(folder => folder, FoldersReachedFrom);
        return
        [
            .. Folders.Where(folder => reached[folder].Contains(folder))
                .Select(folder => (IReadOnlyList<string>)[.. Folders.Where(other => reached[folder].Contains(other) && reached[other].Contains(folder))])
                .DistinctBy(loop => loop[0]),
        ];
    }

    /// <summary>All folders that a folder uses, directly or through others.</summary>
    public HashSet<string> FoldersReachedFrom(string folder)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var from))
        {
            foreach (var (_, to) in _arrows.Keys.Where(arrow => arrow.From == from && reached.Add(arrow.To)))
            {
                open.Push(to);
            }
        }

        return reached;
    }

    private void Add(SyntaxTree tree, SemanticModel model, string root)
    {
        var from = Folder(tree, root);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            if (TypeOf(info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } used
                && used.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree.FilePath.Length > 0) is { } declared
                && Folder(declared.SyntaxTree, root) is var to && to != from)
            {
                if (!_arrows.TryGetValue((from, to), out var uses))
                {
                    _arrows[(from, to)] = uses = new SortedSet<string>(StringComparer.Ordinal);
                }

                uses.Add($"{Path.GetFileNameWithoutExtension(tree.FilePath)} uses {used.Name}");
            }
        }
    }

    /// <summary>The outermost type that a symbol is or belongs to; null: none, as for a namespace or a local.</summary>
    private static INamedTypeSymbol? TypeOf(ISymbol? symbol)
    {
        var type = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension.ContainingType : symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }

    private static string Folder(SyntaxTree tree, string root) => Path.GetRelativePath(root, Path.GetDirectoryName(tree.FilePath)!).Replace(Path.DirectorySeparatorChar, '/');
}
