namespace TechGraph.Stores.Cypher;

/// <summary>Classifies the server's errors by their code. The HTTP status is not enough (a deadlock is a 400).</summary>
internal static class FailureClassifier
{
    private static readonly (string Code, CypherFailure Failure)[] Exact =
    [
        ("Neo.TransientError.Transaction.Terminated", CypherFailure.Never),
        ("Neo.TransientError.Transaction.LockClientStopped", CypherFailure.Never),
        ("Neo.TransientError.General.OutOfMemoryError", CypherFailure.RetrySmaller),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", CypherFailure.RetrySmaller),
        ("Neo.TransientError.General.TransactionMemoryLimit", CypherFailure.RetrySmaller),
        ("Neo.TransientError.General.TransactionOutOfMemoryError", CypherFailure.RetrySmaller),
        ("Neo.DatabaseError.General.StackOverFlowError", CypherFailure.RetrySmaller),
        ("Neo.TransientError.General.StackOverFlowError", CypherFailure.RetrySmaller),
        ("Neo.DatabaseError.General.OutOfMemoryError", CypherFailure.RetrySmaller),
        ("Neo.ClientError.Cluster.NotALeader", CypherFailure.Reroute),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", CypherFailure.Reroute),
        ("Neo.ClientError.Security.AuthorizationExpired", CypherFailure.Reauthenticate),
        ("Neo.ClientError.Security.TokenExpired", CypherFailure.Reauthenticate),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", CypherFailure.Race),
        ("Neo.ClientError.Security.AuthenticationRateLimit", CypherFailure.BackOff),
        ("Neo.DatabaseError.Statement.ExecutionFailed", CypherFailure.RefuseItem),
    ];

    private static readonly (string Prefix, CypherFailure Failure)[] Prefixes =
    [
        ("Neo.ClientError.Transaction.TransactionTimedOut", CypherFailure.TimeLimit),
        ("Neo.ClientError.Security.", CypherFailure.Denied),
        ("Neo.TransientError.", CypherFailure.Retry),
        ("Neo.DatabaseError.", CypherFailure.SlowRetry),
    ];

    public static CypherFailure Of(string code)
    {
        foreach (var (exact, failure) in Exact)
        {
            if (code == exact)
            {
                return failure;
            }
        }

        foreach (var (prefix, failure) in Prefixes)
        {
            if (code.StartsWith(prefix, StringComparison.Ordinal))
            {
                return failure;
            }
        }

        return CypherFailure.Never;
    }
}
