using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Language;

/// <summary>Converts byte offsets to lines and columns. Specification, section 2.1.4 "Line Terminators".</summary>
internal static class LineCounter
{
    public static SourceLocation Locate(ReadOnlySpan<byte> source, int offset)
    {
        var line = 1;
        var column = 1;
        var end = Math.Min(offset, source.Length);
        for (var i = 0; i < end; i++)
        {
            var b = source[i];
            if (b == '\n' || (b == '\r' && !(i + 1 < source.Length && source[i + 1] == '\n')))
            {
                line++;
                column = 1;
            }
            else
            {
                column += Utf16Units(b);
            }
        }

        return new SourceLocation(line, column);
    }

    // Only the first byte of a UTF-8 sequence counts; a sequence of four bytes is a surrogate pair in UTF-16.
    private static int Utf16Units(byte b) => b switch
    {
        < 0x80 => 1,
        < 0xC0 => 0,
        < 0xF0 => 1,
        _ => 2,
    };
}
