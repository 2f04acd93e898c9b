using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.Embedded;

/// <summary>Turns SQLite errors into sentences for people. Result codes: the primary ones of the SQLite documentation.</summary>
public static class StoreErrors
{
    /// <summary>SQLITE_READONLY_DBMOVED.</summary>
    private const int FileMoved = 1032;

    /// <summary>The failure with a code of docs/problems.md.</summary>
    /// <param name="error">SQLite's error.</param>
    /// <param name="file">The file in use.</param>
    /// <param name="setting">The setting that names the file.</param>
    public static StoreException Of(SqliteException error, string file, string setting = "TechGraph__Data") => error.SqliteErrorCode switch
    {
        8 when error.SqliteExtendedErrorCode == FileMoved => new StoreException(
            "STORE_MISSING", $"The data file \"{file}\" was moved or deleted while it was open; nothing was written. Put it back, or restore a backup (techgraph restore).", error),
        5 or 6 => new StoreException("STORE_LOCKED", $"Another process is writing to \"{file}\" and did not finish in time. Try again.", error),
        8 => ReadOnly(error, file, setting),
        10 or 14 when IsReadOnly(file) => ReadOnly(error, file, setting),
        10 => new StoreException("STORE_IO", $"The disk failed to read or write \"{file}\": {error.Message}", error),
        13 => new StoreException("STORE_FULL", $"The disk of \"{file}\" is full. Free some space and try again; nothing was written.", error),
        14 => new StoreException("STORE_OPEN", $"The data file \"{file}\" cannot be opened. Check that its folder exists and is writable, or choose another with {setting}.", error),
        11 or 26 => new StoreException("STORE_DAMAGED", $"The file \"{file}\" is not an intact SQLite database. Restore a backup, or choose another with {setting}.", error),
        _ => new StoreException("STORE_FAILED", $"The store \"{file}\" failed: {error.Message}", error),
    };

    private static StoreException ReadOnly(SqliteException error, string file, string setting) => new(
        "STORE_READ_ONLY", $"The data file \"{file}\" or its folder is read-only. Make it writable, or choose another with {setting}.", error);

    /// <summary>Whether an existing file may not be written. On a disk that became read-only SQLite only says that its journal cannot be opened or written.</summary>
    private static bool IsReadOnly(string file)
    {
        try
        {
            using var opened = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return File.Exists(file);
        }
    }
}
