using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>No fragment spreads itself, directly or through others. Specification, section 5.5.2.2.</summary>
/// <remarks>Each fragment is entered once.</remarks>
internal sealed class FragmentSpreadsMustNotFormCycles : Rule
{
    private readonly HashSet<string> _done = [];
    private readonly List<(FragmentNode Fragment, int Next)> _open = [];

    // Index of each open fragment in the chain: searching the chain itself would take quadratic time.
    private readonly Dictionary<FragmentNode, int> _places = [];

    public override void LeaveDocument(ValidationContext context)
    {
        foreach (var fragment in context.Fragments.Values)
        {
            Follow(context, fragment);
        }
    }

    // A chain of thousands of fragments must not overflow the stack.
    private void Follow(ValidationContext context, FragmentNode root)
    {
        if (!_done.Add(root.Name))
        {
            return;
        }

        Open(root);
        while (_open.Count > 0)
        {
            var (fragment, next) = _open[^1];
            var spreads = context.UsagesOf(fragment).Spreads;
            if (next == spreads.Count)
            {
                _open.RemoveAt(_open.Count - 1);
                _places.Remove(fragment);
                continue;
            }

            _open[^1] = (fragment, next + 1);
            if (!context.Fragments.TryGetValue(spreads[next], out var target))
            {
                continue;
            }

            if (_places.TryGetValue(target, out var first))
            {
                var cycle = _open.Skip(first).Select(o => o.Fragment).ToList();
                context.Report(
                    this,
                    $"Fragment \"{target.Name}\" spreads itself{(cycle.Count == 1 ? "" : $" through {string.Join(", ", cycle.Skip(1).Take(5).Select(f => $"\"{f.Name}\""))}")}.",
                    [.. cycle.Select(f => f.Start)]);
            }
            else if (_done.Add(target.Name))
            {
                Open(target);
            }
        }
    }

    private void Open(FragmentNode fragment)
    {
        _places.Add(fragment, _open.Count);
        _open.Add((fragment, 0));
    }
}
