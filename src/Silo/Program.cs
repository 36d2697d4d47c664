using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;
using Silo;
using Silo.Cluster;
using Silo.Health;

return await SiloProcess.RunAsync(() => Build(args));

static IHost Build(string[] args)
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = SiloProcess.Quiet(args), ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults() });
    builder.WebHost.UseUrls(builder.Configuration[WebHostDefaults.ServerUrlsKey]!.Split(';', StringSplitOptions.RemoveEmptyEntries));

    // Its ports are known to others, even where it is alone.
    var cluster = ClusterSettings.Read(builder.Configuration) with { TakesFreePorts = false };
    if (cluster.Role == ProcessRole.Client) throw ClusterSettings.Refused("Cluster:Role=Client is for the front end; a silo hosts grains.");

    var folder = builder.Configuration["data"] ?? builder.Configuration["GRAINS_DATA"] ?? "data";
    builder.Services.AddProductHealth();
    builder.AddGrainsSilo(new SiloSettings(Path.GetFullPath(folder), cluster));
    var app = builder.Build();
    app.MapProductHealth();
    return app;
}

// Health is all that it serves over HTTP, on a port of its own choice where none is given.
static Dictionary<string, string?> Defaults() => new()
{
    [WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:0",
    ["Logging:LogLevel:Microsoft"] = "Warning",
    ["Logging:LogLevel:Orleans"] = "Warning",
    ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
};
