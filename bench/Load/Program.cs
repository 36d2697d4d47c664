using Load;
using Load.Floor;
using Load.Scenarios;
using Load.Upstream;

// dotnet run -c Release --project bench/Load -- <scenario> [--seconds 8] [--runs 3] [--callers n] …; see bench/README.md.
var options = Options.Parse(args);
return options.Name switch
{
    "upstream" => await UpstreamServer.RunAsync(options.Port),
    "floor-server" => await FloorServer.RunAsync(options.Port),
    "turns" => await Turns.RunAsync(options),
    "streamed" => await Streamed.RunAsync(options),
    "paced" => await Paced.RunAsync(options),
    "sockets" => await Sockets.RunAsync(options),
    "idle" => await Idle.RunAsync(options),
    "floor" => await Floors.RunAsync(options),
    _ => Options.Usage(),
};
