namespace TechGraph.Core.Model;

/// <summary>A figure other than money: a share of output, a count. Units are those of the source.</summary>
/// <param name="Amount">The figure as stated, or the lower of two.</param>
/// <param name="High">The higher of two; null if one figure is stated.</param>
/// <param name="Unit">The unit: <c>percent</c>, <c>deals</c>.</param>
/// <param name="Qualifier">How the source words it.</param>
/// <param name="Measure">What is measured, in words.</param>
/// <param name="Period">The time that it covers; null: not stated.</param>
public sealed record Quantity(decimal Amount, decimal? High, string Unit, Qualifier Qualifier, string Measure, PartialDate? Period);
