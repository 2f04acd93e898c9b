namespace TechGraph.Core.Vocabulary;

/// <summary>The broadest classification: the five families of entities, and the two other things that can take part in an act.</summary>
public enum Family
{
    /// <summary>Company, agency, court, group.</summary>
    Organization,

    /// <summary>A person.</summary>
    Person,

    /// <summary>Country, region, city, site.</summary>
    Place,

    /// <summary>Field, know-how, software, product.</summary>
    Technology,

    /// <summary>Policy, law, rule, list.</summary>
    Instrument,

    /// <summary>An event, as the subject of an act.</summary>
    Event,

    /// <summary>A relation, as the subject of an act.</summary>
    Relation,
}

/// <summary>The two families of events.</summary>
public enum EventFamily
{
    /// <summary>A transaction; only deals are hops of a deal path.</summary>
    Deal,

    /// <summary>Something that a state or a company does and that is not a transaction; context of paths.</summary>
    Act,
}

/// <summary>What flows in a deal from a giver to a taker.</summary>
public enum Flow
{
    /// <summary>Technology: intellectual property and know-how.</summary>
    Ip,

    /// <summary>Payment.</summary>
    Money,

    /// <summary>Control over an organization.</summary>
    Control,

    /// <summary>Staff.</summary>
    People,

    /// <summary>Delivered things.</summary>
    Goods,
}
