using TechGraph.Core.Graph;
using TechGraph.Ingest.Workers;

namespace TechGraph.Ingest.Intake;

/// <summary>What a client receives after a failure of the intake: code, message and HTTP status.</summary>
/// <param name="Code">A code of docs/problems.md.</param>
/// <param name="Message">A sentence for people; it names no file of the server.</param>
/// <param name="Status">HTTP status.</param>
public sealed record IntakeErrorResponse(string Code, string Message, int Status)
{
    /// <summary>How long a client should wait before it tries again, in seconds; null: trying again does not help.</summary>
    public int? RetryAfter { get; private init; }

    /// <summary>The response for an exception; null if it is not a failure of the intake.</summary>
    public static IntakeErrorResponse? Of(Exception failure) => failure switch
    {
        IntakeException intake => new IntakeErrorResponse(intake.Code, intake.Message, StatusOf(intake.Code)) { RetryAfter = intake.Code == "INTAKE_FULL" ? 1 : null },
        StoreException store => new IntakeErrorResponse(
            store.Code,
            store.Code switch
            {
                "STORE_FULL" => "The disk is full. Nothing was accepted; try again when there is space.",
                "STORE_READ_ONLY" => "The ledger of the intake is read-only. Nothing was accepted.",
                "STORE_LOCKED" => "Other processes are writing and did not finish in time. Nothing was accepted; try again.",
                _ => "The ledger of the intake cannot be used at the moment. Nothing was accepted.",
            },
            503)
        { RetryAfter = store.Code == "STORE_LOCKED" ? 1 : 30 },
        _ => null,
    };

    private static int StatusOf(string code) => code switch
    {
        "INTAKE_UNKNOWN" => 404,
        "INTAKE_NOT_REFUSED" => 409,
        "INTAKE_TOO_LARGE" => 413,
        "INTAKE_MEDIA_TYPE" => 415,
        "INTAKE_KEY_REUSED" => 422,
        "INTAKE_FULL" => 429,
        _ => 400,
    };
}
