using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TechGraph.Tests.Boundaries;

/// <summary>One project of the solution, compiled in memory from its source files. Generated code is left out.</summary>
internal sealed class SourceProject
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None);

    // What <ImplicitUsings> adds: https://learn.microsoft.com/dotnet/core/project-sdk/overview#implicit-using-directives
    private static readonly string[] Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] ImplicitWeb =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    // The assemblies that the tests run with are those of every project; the product's own assemblies are compiled here.
    private static readonly Lazy<ImmutableArray<MetadataReference>> Platform = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("techgraph", StringComparison.OrdinalIgnoreCase))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ]);

    private SourceProject(CSharpCompilation compilation) => Compilation = compilation;

    /// <summary>The compiled sources. Errors are ignored: generated halves of partial members are missing.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>Reads all projects below a folder, each with references to those that it uses.</summary>
    public static IReadOnlyCollection<SourceProject> ReadAll(string root)
    {
        var projects = new Dictionary<string, SourceProject>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(root, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Read(Path.GetFullPath(file), projects);
        }

        return projects.Values;
    }

    private static SourceProject Read(string file, Dictionary<string, SourceProject> projects)
    {
        if (projects.TryGetValue(file, out var known))
        {
            return known;
        }

        var xml = XDocument.Load(file).Root!;
        var folder = Path.GetDirectoryName(file)!;
        var used = Includes(xml, "ProjectReference").Select(path => Read(Path.GetFullPath(Path.Combine(folder, path.Replace('\\', Path.DirectorySeparatorChar))), projects));
        var trees = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), ParseOptions, path));
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(file),
            [.. trees, Settings(xml)],
            [.. Platform.Value, .. Transitive(used).Select(project => project.Compilation.ToMetadataReference())]);
        return projects[file] = new SourceProject(compilation);
    }

    private static IEnumerable<SourceProject> Transitive(IEnumerable<SourceProject> used) => used
        .SelectMany(project => project.Compilation.References.OfType<CompilationReference>().Select(reference => new SourceProject((CSharpCompilation)reference.Compilation)).Append(project))
        .DistinctBy(project => project.Compilation.AssemblyName);

    /// <summary>The settings of the project file as source code: global usings, and the assemblies that have access to internal members.</summary>
    private static SyntaxTree Settings(XElement xml)
    {
        var usings = Implicit.Concat(xml.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web" ? ImplicitWeb : []).Concat(Includes(xml, "Using"));
        var friends = Includes(xml, "InternalsVisibleTo");
        return CSharpSyntaxTree.ParseText(
            string.Concat(usings.Select(name => $"global using {name};\n"))
            + string.Concat(friends.Select(name => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]\n")),
            ParseOptions);
    }

    private static IEnumerable<string> Includes(XElement xml, string item) => xml.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();
}
