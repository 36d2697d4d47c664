using BenchmarkDotNet.Running;
using Micro;
using Micro.Activations;
using Micro.Appends;
using Micro.Asks;
using Micro.Limits;
using Micro.Retrieval;

var pace = Pace.Of(args);
switch (args is [var name, ..] ? name : "")
{
    case "ask":
        await AskBench.RunAsync(pace);
        break;
    case "append":
        await AppendBench.RunAsync(pace);
        break;
    case "limits":
        await LimitsBench.RunAsync(pace);
        break;
    case "activation":
        await ActivationBench.RunAsync();
        break;
    case "retrieval":
        await RetrievalBench.RunAsync(pace);
        break;
    case "ops":
        BenchmarkSwitcher.FromAssembly(typeof(Pace).Assembly).Run([.. args[1..], .. args.Length == 1 ? ["--filter", "*"] : Array.Empty<string>()]);
        break;
    default:
        await Console.Error.WriteLineAsync("Say what to measure: ask, append, limits, activation, retrieval or ops. See bench/Micro/README.md.");
        return 1;
}

return 0;
