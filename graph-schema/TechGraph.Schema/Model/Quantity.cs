namespace TechGraph.Schema.Model;

/// <summary>A figure that is no money: a share of output, a count. Units are those of the source.</summary>
/// <param name="Amount">The figure as stated; of two, the lower.</param>
/// <param name="High">The higher of two; null where one figure is stated.</param>
/// <param name="Unit">What one of it is: <c>percent</c>, <c>deals</c>.</param>
/// <param name="Qualifier">How the source words it.</param>
/// <param name="Measure">What is measured, in words.</param>
/// <param name="Period">The time it covers; null: not stated.</param>
public sealed record Quantity(decimal Amount, decimal? High, string Unit, Qualifier Qualifier, string Measure, PartialDate? Period);
