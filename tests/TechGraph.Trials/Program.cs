using System.Globalization;
using TechGraph.Trials;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["work", var inbox]:
        await ChildWork.RunAsync(inbox, _ => { });
        return 0;
    case ["work", var inbox, "--kill-at", var step, var count]:
        await ChildWork.RunAsync(inbox, KillPoint.KillAt(step, int.Parse(count, CultureInfo.InvariantCulture)));
        return 0;
    case ["mutate", var seed, var count, var folder]:
        await DossierMutation.RunAsync(int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), folder);
        return 0;
    case ["steps"]:
        Console.WriteLine(string.Join(' ', ChildWork.Steps));
        return 0;
    default:
        await Console.Error.WriteLineAsync("Write: work INBOX [--kill-at STEP N], mutate SEED COUNT FOLDER, or steps.");
        return 2;
}
