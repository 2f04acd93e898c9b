namespace TechGraph.GraphQL.Errors;

/// <summary>Error codes that the engine writes to <c>extensions.code</c>; products add their own.</summary>
public static class ErrorCodes
{
    /// <summary>The request is not a well-formed GraphQL-over-HTTP request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The document does not parse.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document breaks a validation rule.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>The request does not say which operation to run: the document has none, none of that name, or several.</summary>
    public const string OperationResolutionFailure = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>A variable or an argument does not fit its type.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The request exceeds a limit: <c>extensions.limit</c> names it, <c>extensions.max</c> is its value.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>The operation costs too much: <c>extensions.limit</c> names the limit, <c>extensions.max</c> is its value.</summary>
    public const string CostExceeded = "COST_EXCEEDED";

    /// <summary>The user may not read the schema.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>The request names a stored document, but this server does not accept document ids.</summary>
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>The request names a stored document that the server does not have.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The server runs stored documents only.</summary>
    public const string PersistedQueryOnly = "PERSISTED_QUERY_ONLY";

    /// <summary>The field requires a signed-in user, and the request has none.</summary>
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";

    /// <summary>The user is not allowed to read the field.</summary>
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";

    /// <summary>A non-null field has no value.</summary>
    public const string NonNullViolation = "NON_NULL_VIOLATION";

    /// <summary>A resolver returned a value that the field's type cannot represent.</summary>
    public const string InvalidResult = "INVALID_RESULT";

    /// <summary>A resolver failed; the client does not see the cause.</summary>
    public const string InternalServerError = "INTERNAL_SERVER_ERROR";

    /// <summary>The server has too many requests, or a subscriber reads events too slowly.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>The operation exceeded its time limit.</summary>
    public const string ExecutionTimeout = "EXECUTION_TIMEOUT";
}
