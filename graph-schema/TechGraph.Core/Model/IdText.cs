using TechGraph.Core.Parsing;

namespace TechGraph.Core.Model;

/// <summary>The syntax of ids.</summary>
public static class IdText
{
    /// <summary>Maximum number of characters of an id.</summary>
    public const int MaxLength = 200;

    /// <summary>Why a text is not an id (ID001); null if it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="capitals">Whether A to Z are also allowed (claim ids: <c>S000-024.1</c>).</param>
    public static ParseError? Check(string text, bool capitals = false)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return new ParseError("ID001", $"An id must have 1 to {MaxLength} characters.");
        }

        var afterJoint = true;
        foreach (var letter in text)
        {
            var joint = letter is '-' or '.';
            var fits = letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (capitals && letter is >= 'A' and <= 'Z') || (joint && !afterJoint);
            if (!fits)
            {
                return Shape(text, capitals);
            }

            afterJoint = joint;
        }

        return afterJoint ? Shape(text, capitals) : null;
    }

    private static ParseError Shape(string text, bool capitals) =>
        new("ID001", $"\"{text}\" is not an id. Use {(capitals ? "letters" : "lower-case letters")} a to z and digits, joined by single \"-\" or \".\".");
}
