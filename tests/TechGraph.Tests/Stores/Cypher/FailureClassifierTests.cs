using TechGraph.Stores.Cypher;

namespace TechGraph.Tests.Stores.Cypher;

/// <summary>Each code of the server has a class, which decides how the client reacts.</summary>
public sealed class FailureClassifierTests
{
    [TestCase("Neo.TransientError.Transaction.DeadlockDetected", CypherFailure.Retry)]
    [TestCase("Neo.TransientError.Something.New", CypherFailure.Retry)]
    [TestCase("Neo.TransientError.Transaction.Terminated", CypherFailure.Never)]
    [TestCase("Neo.TransientError.Transaction.LockClientStopped", CypherFailure.Never)]
    [TestCase("Neo.TransientError.General.MemoryPoolOutOfMemoryError", CypherFailure.RetrySmaller)]
    [TestCase("Neo.TransientError.General.OutOfMemoryError", CypherFailure.RetrySmaller)]
    [TestCase("Neo.DatabaseError.General.StackOverFlowError", CypherFailure.RetrySmaller)]
    [TestCase("Neo.ClientError.Cluster.NotALeader", CypherFailure.Reroute)]
    [TestCase("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", CypherFailure.Reroute)]
    [TestCase("Neo.ClientError.Security.AuthorizationExpired", CypherFailure.Reauthenticate)]
    [TestCase("Neo.ClientError.Security.TokenExpired", CypherFailure.Reauthenticate)]
    [TestCase("Neo.ClientError.Schema.ConstraintValidationFailed", CypherFailure.Race)]
    [TestCase("Neo.ClientError.Security.AuthenticationRateLimit", CypherFailure.BackOff)]
    [TestCase("Neo.ClientError.Security.Unauthorized", CypherFailure.Denied)]
    [TestCase("Neo.ClientError.Security.Forbidden", CypherFailure.Denied)]
    [TestCase("Neo.ClientError.Transaction.TransactionTimedOut", CypherFailure.TimeLimit)]
    [TestCase("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", CypherFailure.TimeLimit)]
    [TestCase("Neo.DatabaseError.Statement.ExecutionFailed", CypherFailure.RefuseItem)]
    [TestCase("Neo.DatabaseError.General.UnknownError", CypherFailure.SlowRetry)]
    [TestCase("Neo.ClientError.Statement.SyntaxError", CypherFailure.Never)]
    [TestCase("Neo.ClientError.Request.Invalid", CypherFailure.Never)]
    [TestCase("nonsense", CypherFailure.Never)]
    public void Each_server_code_has_its_failure_class(string code, object failure) => Assert.That(FailureClassifier.Of(code), Is.EqualTo(failure));
}
