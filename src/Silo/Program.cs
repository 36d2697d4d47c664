using Microsoft.Extensions.Hosting;
using Silo;

var builder = Host.CreateApplicationBuilder(args);
var folder = builder.Configuration["data"] ?? builder.Configuration["GRAINS_DATA"] ?? "data";
builder.AddGrainsSilo(new SiloSettings(Path.GetFullPath(folder)));
await builder.Build().RunAsync();
