using System.Globalization;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.Embedded;

/// <summary>What the head file says about the history beside it.</summary>
internal enum HeadState
{
    /// <summary>Both end at the same entry.</summary>
    Current,

    /// <summary>The history continues after the entry that the head file names. A crash between the commit and the head file leaves it so.</summary>
    Behind,

    /// <summary>The head file cannot be read, so it says nothing.</summary>
    Unreadable,

    /// <summary>The history ends before the entry that the head file names: an older copy of the data file was put back.</summary>
    Ahead,

    /// <summary>The history has another entry under the number that the head file names.</summary>
    Different,
}

/// <summary>A head file compared with the history.</summary>
/// <param name="File">The data file.</param>
/// <param name="State">The result.</param>
/// <param name="Named">The entry that the head file names; entry 0 if it names none.</param>
/// <param name="Last">The newest entry of the history.</param>
internal sealed record HeadComparison(string File, HeadState State, GraphHead Named, GraphHead Last)
{
    /// <summary>Compares. The head file must have been read before the history, because another process may commit in between.</summary>
    /// <param name="file">The data file.</param>
    /// <param name="head">Its head file.</param>
    /// <param name="last">The newest entry of the history.</param>
    /// <param name="hashAt">The hash of an entry of the history.</param>
    public static HeadComparison Of(string file, HeadFile head, GraphHead last, Func<long, string?> hashAt)
    {
        var named = head.Head ?? default;
        var state = head is { IsThere: true, Head: null } ? HeadState.Unreadable
            : named.Sequence > last.Sequence ? HeadState.Ahead
            : named.Sequence == 0 ? (last.Sequence == 0 ? HeadState.Current : HeadState.Behind)
            : (named.Sequence == last.Sequence ? last.Hash : hashAt(named.Sequence)) != named.Hash ? HeadState.Different
            : named.Sequence == last.Sequence ? HeadState.Current : HeadState.Behind;
        return new HeadComparison(file, state, named, last);
    }

    /// <summary>Why the file must not be written; null: it may be.</summary>
    public StoreProblem? Problem => State switch
    {
        HeadState.Ahead => new StoreProblem(
            "STORE_OLDER",
            $"The data file \"{File}\" ends at version {Last.Sequence}, but its head file names version {Named.Sequence}: {MissingVersions} missing. "
            + "An older copy of the file was probably put back. Restore a backup that has the missing versions (techgraph restore), or keep this file as it is (techgraph accept-older)."),
        HeadState.Different => new StoreProblem(
            "STORE_REPLACED",
            $"Version {Named.Sequence} in the data file \"{File}\" is not the version {Named.Sequence} that its head file names: another history was put in its place. "
            + "Restore a backup into an empty folder (techgraph restore), or keep this file as it is (techgraph accept-older)."),
        _ => null,
    };

    /// <summary>What an operator may want to know about a head file that is no problem; null: nothing.</summary>
    public string? Note => State switch
    {
        HeadState.Behind when Named.Sequence == 0 => "There was no head file beside the data file",
        HeadState.Behind => $"The head file was {Versions(Last.Sequence - Named.Sequence)} behind",
        HeadState.Unreadable => "The head file could not be read",
        _ => null,
    };

    /// <summary>The data file does not exist or is empty, but the head file names a version.</summary>
    public static StoreException Missing(string file, GraphHead named) => new(
        "STORE_MISSING",
        $"There is no graph in \"{file}\", but its head file names version {named.Sequence}: the data file was moved or deleted. "
        + $"Put it back, restore a backup (techgraph restore), or delete \"{HeadFile.PathOf(file)}\" to begin with an empty graph.");

    private string MissingVersions => Named.Sequence == Last.Sequence + 1
        ? $"version {Named.Sequence} is"
        : string.Create(CultureInfo.InvariantCulture, $"versions {Last.Sequence + 1} to {Named.Sequence} are");

    private static string Versions(long count) => count == 1 ? "one version" : string.Create(CultureInfo.InvariantCulture, $"{count} versions");
}
