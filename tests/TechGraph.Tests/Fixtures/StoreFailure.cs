using TechGraph.Core.Graph;

namespace TechGraph.Tests.Fixtures;

/// <summary>Expects an error of a store.</summary>
internal static class StoreFailure
{
    /// <summary>Runs an action and returns the error with which the store refuses it; the test fails if it succeeds.</summary>
    public static async Task<StoreException> ExpectAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StoreException refused)
        {
            return refused;
        }

        throw new AssertionException("The store did not report an error.");
    }
}
