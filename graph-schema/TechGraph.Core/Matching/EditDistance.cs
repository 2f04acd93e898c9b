
namespace TechGraph.Core.Matching;

/// <summary>Compares two spellings.</summary>
internal static class EditDistance
{
    /// <summary>
    /// Whether at most one letter was added, left out or changed, or two neighbouring letters were swapped (optimal string alignment
    /// distance 1). A change of a digit never counts as one.
    /// </summary>
    public static bool IsAtMostOne(string one, string other)
    {
        if (one.Length > other.Length)
        {
            (one, other) = (other, one);
        }

        if (one == other || other.Length - one.Length > 1)
        {
            return false;
        }

        var start = one.AsSpan().CommonPrefixLength(other);
        var left = one.AsSpan(start);
        var right = other.AsSpan(start);
        var end = 0;
        while (end < left.Length && end < right.Length && left[^(end + 1)] == right[^(end + 1)])
        {
            end++;
        }

        var changed = left[..^end];
        var into = right[..^end];
        return !changed.ContainsAnyInRange('0', '9') && !into.ContainsAnyInRange('0', '9')
            && (into.Length == 1 || (into.Length == 2 && changed.Length == 2 && changed[0] == into[1] && changed[1] == into[0]));
    }
}
