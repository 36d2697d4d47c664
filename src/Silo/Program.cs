using Microsoft.Extensions.Hosting;
using Silo;

return await SiloProcess.RunAsync(() => Build(args));

static IHost Build(string[] args)
{
    var builder = Host.CreateApplicationBuilder(args);
    var folder = builder.Configuration["data"] ?? builder.Configuration["GRAINS_DATA"] ?? "data";
    builder.AddGrainsSilo(new SiloSettings(Path.GetFullPath(folder)));
    return builder.Build();
}
