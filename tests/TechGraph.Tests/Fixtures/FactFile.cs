using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace TechGraph.Tests.Fixtures;

/// <summary>A fact file, read independently of the product's reader.</summary>
internal sealed class FactFile
{
    private readonly YamlMappingNode _root;

    private FactFile(YamlMappingNode root) => _root = root;

    public IEnumerable<YamlMappingNode> Facts => List(_root, "facts");

    public IEnumerable<YamlMappingNode> Entities => List(_root, "entities");

    /// <summary>Entries that the file lists separately because no source confirms them.</summary>
    public IEnumerable<YamlMappingNode> Unverified => List(_root, "unverified");

    /// <summary>Questions of several steps that the facts answer.</summary>
    public IEnumerable<YamlMappingNode> Chains => List(_root, "chains");

    public static FactFile Read(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Facts(file)));
        return new FactFile((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    public static IEnumerable<YamlMappingNode> List(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var found) ? ((YamlSequenceNode)found).Children.OfType<YamlMappingNode>() : [];

    public static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var found) && found is YamlScalarNode scalar ? string.Join(' ', scalar.Value!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;

    public static YamlMappingNode? Map(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var found) ? found as YamlMappingNode : null;

    public static IEnumerable<string> Keys(YamlMappingNode node) => node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    /// <summary>An id of the facts as the dossiers spell it.</summary>
    public static string Id(string id) => id.Replace('_', '-').ToString(CultureInfo.InvariantCulture);
}
