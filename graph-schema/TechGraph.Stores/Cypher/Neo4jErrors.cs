using TechGraph.Core.Graph;

namespace TechGraph.Stores.Cypher;

/// <summary>Turns failures of the server into sentences for people.</summary>
internal static class Neo4jErrors
{
    public static StoreException Of(Exception failure, Neo4jOptions options) => failure switch
    {
        CypherException { Failure: CypherFailure.Denied } => new StoreException(
            "STORE_DENIED", $"The Neo4j server at {options.Uri} rejected user \"{options.User}\". Set TechGraph__Neo4j__User and TechGraph__Neo4j__Password.", failure),
        CypherException { Failure: CypherFailure.BackOff } => new StoreException(
            "STORE_DENIED", $"The Neo4j server at {options.Uri} rejects every login for a while after wrong passwords. Set the right password, wait a minute, and try again.", failure),
        CypherException { Code: "Neo.ClientError.Database.DatabaseNotFound" } => new StoreException(
            "STORE_OPEN", $"The Neo4j server at {options.Uri} has no database \"{options.Database}\". Set TechGraph__Neo4j__Database.", failure),
        CypherException { Failure: CypherFailure.TimeLimit } => new StoreException(
            "STORE_SLOW", $"The Neo4j server at {options.Uri} did not finish within its time limit. Request less at a time.", failure),
        CypherException { Failure: CypherFailure.Unavailable or CypherFailure.UnknownOutcome or CypherFailure.Retry or CypherFailure.Reroute or CypherFailure.Race or CypherFailure.SlowRetry } or
            Polly.Timeout.TimeoutRejectedException or Polly.CircuitBreaker.BrokenCircuitException => new StoreException(
            "STORE_AWAY", $"The Neo4j server at {options.Uri} does not respond as expected: {Reason(failure)} No change set was stored in part. Try again when it responds.", failure),
        CypherException { Failure: CypherFailure.RetrySmaller } => new StoreException(
            "STORE_SLOW", $"The Neo4j server at {options.Uri} has too little memory for the request: {failure.Message}", failure),
        CypherException { Code: null } unknown => new StoreException("STORE_FAILED", unknown.Message, failure),
        CypherException known => new StoreException("STORE_FAILED", $"The Neo4j server at {options.Uri} rejected the request: {known.Message} ({known.Code ?? "no code"})", failure),
        _ => new StoreException("STORE_FAILED", $"The Neo4j store failed: {failure.Message}", failure),
    };

    private static string Reason(Exception failure) => failure is CypherException ? failure.Message : "all retries failed.";
}
