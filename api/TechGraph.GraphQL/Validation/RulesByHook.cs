using System.Collections.Concurrent;

namespace TechGraph.GraphQL.Validation;

/// <summary>Groups rules by the hooks that they override. Most override one or two, so the walk does not call every rule at every node.</summary>
internal sealed class RulesByHook
{
    private static readonly string[] Hooks =
    [
        nameof(Rule.EnterOperation),
        nameof(Rule.EnterFragment),
        nameof(Rule.EnterVariable),
        nameof(Rule.EnterField),
        nameof(Rule.EnterSpread),
        nameof(Rule.EnterInlineFragment),
        nameof(Rule.EnterDirectives),
        nameof(Rule.EnterArguments),
        nameof(Rule.EnterValue),
    ];

    // One bit for each hook that a rule overrides.
    private static readonly ConcurrentDictionary<Type, int> Overridden = [];

    private readonly List<Rule>[] _byHook = new List<Rule>[Hooks.Length];

    public RulesByHook(IReadOnlyList<Rule> rules)
    {
        for (var hook = 0; hook < Hooks.Length; hook++)
        {
            _byHook[hook] = [];
        }

        foreach (var rule in rules)
        {
            var overridden = Overridden.GetOrAdd(rule.GetType(), Find);
            for (var hook = 0; hook < Hooks.Length; hook++)
            {
                if ((overridden & (1 << hook)) != 0)
                {
                    _byHook[hook].Add(rule);
                }
            }
        }
    }

    public List<Rule> EnterOperation => _byHook[0];

    public List<Rule> EnterFragment => _byHook[1];

    public List<Rule> EnterVariable => _byHook[2];

    public List<Rule> EnterField => _byHook[3];

    public List<Rule> EnterSpread => _byHook[4];

    public List<Rule> EnterInlineFragment => _byHook[5];

    public List<Rule> EnterDirectives => _byHook[6];

    public List<Rule> EnterArguments => _byHook[7];

    public List<Rule> EnterValue => _byHook[8];

    private static int Find(Type rule)
    {
        var found = 0;
        for (var hook = 0; hook < Hooks.Length; hook++)
        {
            found |= rule.GetMethod(Hooks[hook])!.DeclaringType == typeof(Rule) ? 0 : 1 << hook;
        }

        return found;
    }
}
