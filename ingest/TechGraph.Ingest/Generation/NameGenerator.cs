namespace TechGraph.Ingest.Generation;

/// <summary>Generates names that sound like those of companies and technologies but belong to nobody.</summary>
internal static class NameGenerator
{
    private static readonly string[] Starts = ["Al", "Bo", "Cal", "Dor", "El", "Fen", "Gal", "Hal", "Il", "Jun", "Kor", "Lum", "Mar", "Nor", "Ob", "Pel", "Quor", "Ros", "Sol", "Tal", "Um", "Ver", "Wil", "Xan", "Yor", "Zel"];
    private static readonly string[] Ends = ["adine", "bright", "cera", "dyne", "emis", "forge", "gate", "helix", "ionix", "jet", "kite", "logic", "matic", "nova", "optic", "phase", "quanta", "ridge", "stem", "thera", "unity", "vance", "wave", "xia", "yard", "zen"];
    private static readonly string[] Forms = ["Inc.", "Ltd.", "GmbH", "Co., Ltd.", "Holdings", "AG", "Corp.", "S.A."];
    private static readonly string[] Characters = ["华", "中", "科", "新", "海", "天", "金", "光", "联", "创", "安", "能", "微", "康"];

    public static readonly string[] Sectors = ["biotech", "semiconductors", "batteries", "AI", "robotics", "solar", "EVs", "materials", "software", "aerospace", "telecoms", "energy"];

    /// <summary>Name of a company; the number makes it unique.</summary>
    public static string Company(SeededRandom random, int number) => FormattableString.Invariant($"{random.Of(Starts)}{random.Of(Ends)} {number}");

    /// <summary>The same name with a legal form.</summary>
    public static string Legal(SeededRandom random, string name) => $"{name} {random.Of(Forms)}";

    /// <summary>A former name of a company.</summary>
    public static string Former(SeededRandom random, int number) => FormattableString.Invariant($"{random.Of(Starts)}{random.Of(Ends)} Works {number}");

    /// <summary>A name in Chinese characters.</summary>
    public static string Chinese(SeededRandom random, int number) => FormattableString.Invariant($"{random.Of(Characters)}{random.Of(Characters)}{random.Of(Characters)}{number}");

    /// <summary>Name of a technology.</summary>
    public static string Technology(SeededRandom random, string sector, int number) => FormattableString.Invariant($"{random.Of(Starts)}-{number} {sector} process");
}
