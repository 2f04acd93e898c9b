namespace TechGraph.GraphQL.Errors;

/// <summary>The codes in <c>extensions.code</c> that the engine itself gives; products add their own.</summary>
public static class ErrorCodes
{
    /// <summary>Not a well-formed GraphQL-over-HTTP request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The document does not parse.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document breaks a validation rule.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>No operation, or more than one to choose from.</summary>
    public const string OperationResolutionFailure = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>A variable or an argument does not fit its type.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>A limit was passed; <c>extensions.limit</c> names it, <c>extensions.max</c> is its value.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>The operation costs too much; <c>extensions.limit</c> names the sum, <c>extensions.max</c> is what it may be.</summary>
    public const string CostExceeded = "COST_EXCEEDED";

    /// <summary>Introspection is off here.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>A stored document was named, and the server keeps none.</summary>
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>A stored document was named that the server does not have.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The server runs stored documents only.</summary>
    public const string PersistedQueryOnly = "PERSISTED_QUERY_ONLY";

    /// <summary>Nobody has signed in, and the field asks for a user.</summary>
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";

    /// <summary>The user may not have the field.</summary>
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";

    /// <summary>A non-null field has no value.</summary>
    public const string NonNullViolation = "NON_NULL_VIOLATION";

    /// <summary>A resolver gave a value that the field's type cannot hold.</summary>
    public const string InvalidResult = "INVALID_RESULT";

    /// <summary>A resolver failed in a way that is not told to clients.</summary>
    public const string InternalServerError = "INTERNAL_SERVER_ERROR";

    /// <summary>There is more to do than this server takes on at once.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>The operation took longer than it may.</summary>
    public const string ExecutionTimeout = "EXECUTION_TIMEOUT";
}
