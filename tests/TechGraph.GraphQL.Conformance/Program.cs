using System.Text;
using TechGraph.GraphQL.Conformance;

// dotnet run -c Release --project tests/TechGraph.GraphQL.Conformance < cases.jsonl > answers.jsonl
// One JSON object a line in, one a line out; README.md beside this file has the format.
var plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(Console.OpenStandardInput(), plain);
await using var output = new StreamWriter(Console.OpenStandardOutput(), plain) { NewLine = "\n", AutoFlush = true };
var conversation = new Conversation();
while (await input.ReadLineAsync() is { } line)
{
    if (await conversation.AnswerAsync(line) is { } answer)
    {
        await output.WriteLineAsync(answer);
    }
}
