using TechGraph.Core.Graph;

namespace TechGraph.Tests.Fixtures;

/// <summary>What a store says when it refuses.</summary>
internal static class Refusal
{
    /// <summary>The refusal of some work; the test fails where it is not refused.</summary>
    public static async Task<StoreException> Of(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StoreException refused)
        {
            return refused;
        }

        throw new AssertionException("The store did not refuse.");
    }
}
