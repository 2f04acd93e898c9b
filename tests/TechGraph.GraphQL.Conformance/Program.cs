using System.Globalization;
using System.Text;
using TechGraph.GraphQL.Conformance;
using TechGraph.GraphQL.Conformance.Mutation;

// dotnet run -c Release --project tests/TechGraph.GraphQL.Conformance < cases.jsonl > answers.jsonl
// One JSON object in each input and output line; README.md beside this file describes the format.
//   -- mutate-parser SEED COUNT, -- mutate-http SEED COUNT: corrupted input in a separate process; prints the problems, then "done".
switch (args)
{
    case ["mutate-parser", var seed, var count]:
        ParserMutation.Run(int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
        return;
    case ["mutate-http", var seed, var count]:
        await HttpMutation.RunAsync(int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
        return;
}

var plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(Console.OpenStandardInput(), plain);
await using var output = new StreamWriter(Console.OpenStandardOutput(), plain) { NewLine = "\n", AutoFlush = true };
var session = new CaseSession();
while (await input.ReadLineAsync() is { } line)
{
    if (await session.AnswerAsync(line) is { } answer)
    {
        await output.WriteLineAsync(answer);
    }
}
