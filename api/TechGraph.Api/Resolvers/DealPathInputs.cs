using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>Reads <c>DealPathInput</c>.</summary>
internal static class DealPathInputs
{
    public static DealPathQuery Read(InputObject input, IGraphView view)
    {
        try
        {
            return new DealPathQuery(Selector(input.Arg<InputObject>("from"), view), Selector(input.Arg<InputObject>("to"), view))
            {
                Flow = input.Arg<Flow>("flow"),
                DealKinds = Kinds(input, "dealKinds"),
                FinalKinds = Kinds(input, "finalKinds"),
                Standings = List<Standing>(input, "standings"),
                Via = [.. List<InputObject>(input, "via").Select(via => new ViaRule(Ids(via, "ids"), Kinds(via, "kinds")))],
                Avoid = input.Arg<InputObject?>("avoid") is { } avoid ? Avoid(avoid) : new AvoidRule(),
                MinHops = input.Arg<int>("minHops"),
                MaxHops = input.Arg<int>("maxHops"),
                Time = input.Arg<InputObject?>("time") is { } time ? Time(time) : new TimeRule(),
                JurisdictionAt = input.Arg<JurisdictionAt>("jurisdictionAt"),
                Ownership = input.Arg<InputObject?>("ownership") is { } owner
                    ? new OwnershipRule(Within("minShare", owner.Arg<decimal>("minShare"), 0, 100), owner.Arg<UnknownShare>("unknownShare"))
                    : null,
                Evidence = input.Arg<InputObject?>("evidence") is { } evidence ? Evidence(evidence) : new EvidenceRule(),
                IncludeGroups = input.Arg<bool>("includeGroups"),
                KnownAt = input.Arg<DateOnly?>("knownAt"),
                Order = List<PathOrder>(input, "order"),
            };
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new GraphQLError(FirstLine(error), "BAD_USER_INPUT", cause: error);
        }
    }

    /// <summary>The sentence of an exception, without the parameter's name and value that the framework appends.</summary>
    public static string FirstLine(ArgumentException error) => error.Message.Split([" (Parameter", "\n"], StringSplitOptions.None)[0];

    public static ImmutableArray<T> List<T>(InputObject input, string member) => [.. input.Arg<T[]?>(member) ?? []];

    public static ImmutableArray<EntityId> Ids(InputObject input, string member) => [.. List<string>(input, member).Select(id => new EntityId(id))];

    /// <summary>Kinds as files spell them.</summary>
    public static ImmutableArray<string> Kinds(InputObject input, string member) =>
        [.. List<string>(input, member).Select(Kind)];

    /// <summary>A kind as files spell it.</summary>
    public static string Kind(string kind) => kind.ToLowerInvariant().Replace('_', '-');

    public static EndpointSelector Selector(InputObject input, IGraphView view)
    {
        var country = input.Arg<InputObject?>("country");
        var code = country?.Arg<string>("code");
        if (code is not null)
        {
            QueryErrors.Translate(() =>
            {
                CountryRule.RefuseUnknown(view, code);
                return true;
            });
        }

        return new EndpointSelector
        {
            Ids = Ids(input, "ids"),
            Families = List<Family>(input, "families"),
            Kinds = Kinds(input, "kinds"),
            Sectors = List<string>(input, "sectors"),
            Country = country is null ? null : new CountryRule(country.Arg<CountrySense>("sense"), code!),
            Roles = List<string>(input, "roles"),
        };
    }

    private static AvoidRule Avoid(InputObject input) => new()
    {
        Ids = List<string>(input, "ids"),
        Kinds = Kinds(input, "kinds"),
        DegreeAbove = (int)Within("degreeAbove", input.Arg<int>("degreeAbove"), 0, int.MaxValue),
    };

    private static TimeRule Time(InputObject input)
    {
        var window = input.Arg<InputObject?>("window");
        return new TimeRule
        {
            Mode = input.Arg<TimeMode>("mode"),
            AsOf = input.Arg<DateOnly?>("asOf"),
            WindowFrom = window?.Arg<DateOnly?>("from"),
            WindowTo = window?.Arg<DateOnly?>("to"),
            TiesAllowed = input.Arg<string>("ties") == "ALLOW",
            Certain = input.Arg<string>("certainty") == "CERTAIN",
            MaxGap = input.Arg<int?>("maxGap") is not { } gap ? null
                : gap >= 0 ? gap
                : throw new GraphQLError($"\"maxGap\" is {gap}, but must be a number of days, 0 or more.", "BAD_USER_INPUT"),
            Undated = input.Arg<UndatedRule>("undated"),
        };
    }

    private static EvidenceRule Evidence(InputObject input) => new()
    {
        MinIndependentSources = (int)Within("minIndependentSources", input.Arg<int>("minIndependentSources"), 1, 100),
        MinTier = input.Arg<Tier?>("minTier"),
        ExcludeSources = [.. List<string>(input, "excludeSources").Select(id => new SourceId(id))],
    };

    private static decimal Within(string name, decimal value, decimal low, decimal high) => value >= low && value <= high
        ? value
        : throw new GraphQLError($"\"{name}\" is {value}, but must be {low} to {high}.", "BAD_USER_INPUT");
}
